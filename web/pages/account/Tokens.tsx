import { Alert, Button, Input, InputNumber, Typography } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList, useSend } from '../../data/hooks.ts';
import type { CreatedToken, Token } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';

/** Personal tokens for other programs; each is shown once, when it is made. */
export function Tokens() {
  const { t } = useTranslation();
  const list = useList<Token>('/account/tokens');
  const [name, setName] = useState('');
  const [days, setDays] = useState(90);
  const [made, setMade] = useState<string | null>(null);
  const create = useSend<CreatedToken>((answer) => {
    setMade(answer.token);
    setName('');
  });
  const remove = useSend();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ path: '/account/tokens', body: { name, days } });
  };
  return (
    <Section title={t('token.title')}>
      <p className="muted">{t('token.lead')}</p>
      {made !== null && (
        <Alert
          type="success"
          className="gap"
          title={t('token.once')}
          description={<Typography.Text copyable>{made}</Typography.Text>}
        />
      )}
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(tokens) => (
          <DataTable
            label={t('token.title')}
            rows={tokens}
            rowKey={(row) => row.id}
            empty={t('token.empty')}
            columns={[
              { key: 'name', title: t('token.name'), head: true, render: (row) => row.name },
              {
                key: 'expires',
                title: t('token.expires'),
                render: (row) => <span className="day">{row.expiresAt.slice(0, 10)}</span>,
              },
              {
                key: 'used',
                title: t('token.lastUsed'),
                render: (row) => <span className="day">{row.lastUsedAt?.slice(0, 10) ?? '—'}</span>,
              },
              {
                key: 'remove',
                title: t('action.title'),
                render: (row) => (
                  <Button
                    size="small"
                    aria-label={t('token.removeOne', { name: row.name })}
                    onClick={() => remove.mutate({ method: 'DELETE', path: `/account/tokens/${row.id}` })}
                  >
                    {t('action.remove')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <form onSubmit={submit} className="inline-form">
        <Field label={t('token.name')}>
          {(id) => <Input id={id} required value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={t('token.days')}>
          {(id) => <InputNumber id={id} min={1} max={365} value={days} onChange={(value) => setDays(value ?? 90)} />}
        </Field>
        <Button htmlType="submit" loading={create.isPending}>
          {t('token.create')}
        </Button>
      </form>
      <Problem problem={create.error ?? remove.error} />
    </Section>
  );
}
