import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useGet, useSend } from '../../data/hooks.ts';
import type { List, Matter, Startable } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';
import { Section } from '../../shared/Section.tsx';
import { ListPart, type ReadRow } from './ListPart.tsx';
import { bodyOf, noRowValues, ProcessFields, type RowValues, Who } from './RowForm.tsx';

/** The process that runs for the latest rows, in its latest version. */
function usualProcess({ rows }: Matter, startable: Startable[]): string | null {
  const name = rows.at(-1)?.processes[0]?.name;
  return startable.find((one) => one.name === name)?.versionId ?? null;
}

function AddForm({ matter, startable }: { matter: Matter; startable: Startable[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [values, setValues] = useState<RowValues>({ ...noRowValues, versionId: usualProcess(matter, startable) });
  const [read, setRead] = useState<ReadRow[]>([]);
  const set = (change: Partial<RowValues>) => setValues((old) => ({ ...old, ...change }));
  const back = `/matters/${matter.id}`;
  const send = useSend(() => void navigate(back));
  // A list that has grown is often read whole.
  const listed = new Set(matter.rows.filter(({ state }) => state !== 'WITHDRAWN').map(({ title }) => title));
  const rows = read.filter(({ title }) => !listed.has(title));
  const known = read.length - rows.length;
  const { title, purpose, versionId } = values;
  const nothing = rows.length === 0 && (read.length > 0 || title.trim() === '');
  const missing = nothing || purpose.trim() === '' || versionId === null;
  const faulty = rows.some((row) => row.faults.length > 0);
  const body = bodyOf({ ...values, title: title.trim() || matter.title }, rows);
  return (
    <>
      <SecrecyNote />
      <Section title={t('matter.what')}>
        <ProcessFields values={values} set={set} />
        {read.length === 0 && (
          <Field label={t('matter.single')} help={t('matter.singleHelp')}>
            {(id) => (
              <Input id={id} maxLength={200} value={title} onChange={(event) => set({ title: event.target.value })} />
            )}
          </Field>
        )}
      </Section>
      <Who values={values} set={set} />
      <Section title={t('matter.list')}>
        <ListPart rows={rows} onRows={setRead} />
        {known > 0 && <Alert showIcon className="gap" type="info" title={t('matter.listed', { n: known })} />}
      </Section>
      <Problem problem={send.error} />
      <div className="form-actions">
        <Button
          type="primary"
          loading={send.isPending}
          disabled={missing || faulty}
          onClick={() => send.mutate({ path: `${back}/rows`, body })}
        >
          {t('matter.addNow', { n: nothing ? 0 : Math.max(1, rows.length) })}
        </Button>
        {missing && <span className="muted">{t('matter.addMissing')}</span>}
      </div>
    </>
  );
}

/** Adds rows to a matter that is under way: a list that grows. */
export function AddRowsPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useGet<Matter>(`/matters/${id}`);
  const startable = useGet<List<Startable>>('/processes/startable');
  return (
    <Page
      title={query.data ? t('matter.addTo', { title: query.data.title }) : t('matter.add')}
      trail={<Link to={`/matters/${id}`}>← {query.data?.title ?? t('matter.title')}</Link>}
    >
      <Loaded query={query}>
        {(matter) => <Loaded query={startable}>{({ items }) => <AddForm matter={matter} startable={items} />}</Loaded>}
      </Loaded>
    </Page>
  );
}
