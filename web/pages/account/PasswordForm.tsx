import { App, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { PasswordChange } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';

const parts = ['current', 'next', 'again'] as const;
const empty = { current: '', next: '', again: '' };

export function PasswordForm() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { refresh } = useSession();
  const [values, setValues] = useState(empty);
  const send = useSend<PasswordChange>((change) => {
    setValues(empty);
    void message.success(t('account.changed', { ...change }));
    void refresh();
  });
  const differ = values.again !== '' && values.again !== values.next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.next !== values.again) return;
    send.mutate({ method: 'PUT', path: '/account/password', body: { current: values.current, next: values.next } });
  };
  return (
    <Section title={t('account.password')}>
      <p className="muted">{t('account.closes')}</p>
      <form onSubmit={submit} className="narrow-form">
        {parts.map((part) => (
          <Field
            key={part}
            label={t(`account.${part}`)}
            help={part === 'next' ? t('account.rule') : undefined}
            error={part === 'again' && differ ? t('account.differ') : null}
          >
            {(id) => (
              <Input.Password
                id={id}
                required
                minLength={part === 'current' ? 1 : 10}
                autoComplete={part === 'current' ? 'current-password' : 'new-password'}
                value={values[part]}
                onChange={(event) => setValues({ ...values, [part]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Problem problem={send.error} />
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('account.change')}
        </Button>
      </form>
    </Section>
  );
}
