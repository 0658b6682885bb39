import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSend } from '../../data/hooks.ts';
import type { ImportAnswer, ImportRow } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import { Field } from '../../shared/Field.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';
import { OneTimePasswords } from './OneTimePasswords.tsx';
import { pasteColumns, pastedRows } from './pastedRows.ts';

type Numbered = ImportRow & { number: number };

function Preview({ rows, answer }: { rows: ImportRow[]; answer: ImportAnswer | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const faults = new Map(answer?.errors.map((fault) => [`${fault.row} ${fault.column}`, fault.message]));
  const columns: Column<Numbered>[] = [
    { key: 'number', title: t('orgImport.row'), align: 'right', width: 50, render: (row) => row.number },
    ...pasteColumns.map(
      (column): Column<Numbered> => ({
        key: column,
        title: t(`orgImport.column.${column}`),
        head: column === 'unit',
        render: (row) => {
          const fault = faults.get(`${row.number} ${column}`);
          return (
            <span className={fault ? 'cell-fault' : undefined}>
              {row[column]}
              {fault && <span className="field-error">{words(fault)}</span>}
            </span>
          );
        },
      }),
    ),
  ];
  return (
    <DataTable
      label={t('orgImport.preview')}
      rows={rows.map((row, index) => ({ ...row, number: index + 1 }))}
      rowKey={(row) => row.number}
      rowClass={(row) => (pasteColumns.some((column) => faults.has(`${row.number} ${column}`)) ? 'over' : undefined)}
      columns={columns}
      empty={t('orgImport.nothing')}
    />
  );
}

/** Units, posts, people and accounts from a table: checked first with a fault per cell, written whole or not at all. */
export function OrgImportPage() {
  const { t } = useTranslation();
  const words = useWords();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState(false);
  const send = useSend<ImportAnswer>();
  const rows = pastedRows(text);
  const submit = (dryRun: boolean) => {
    const form = new FormData();
    if (file !== null) form.append('file', file);
    setChecked(dryRun);
    send.mutate({
      path: `/organisation/import${dryRun ? '?dryRun=true' : ''}`,
      body: file === null ? { rows } : form,
    });
  };
  const change = () => {
    send.reset();
    setChecked(false);
  };
  const answer = send.data;
  const clean = answer !== undefined && answer.errors.length === 0;
  return (
    <Page title={t('orgImport.title')} trail={<Link to="/organisation">← {t('org.title')}</Link>}>
      <p>{t('orgImport.lead')}</p>
      <p className="muted">{pasteColumns.map((column) => t(`orgImport.column.${column}`)).join(' | ')}</p>
      <Field label={t('orgImport.paste')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 6, maxRows: 16 }}
            value={text}
            disabled={file !== null}
            onChange={(event) => {
              setText(event.target.value);
              change();
            }}
          />
        )}
      </Field>
      <Field label={t('orgImport.file')} help={t('orgImport.fileHelp')}>
        {(id) => (
          <input
            id={id}
            type="file"
            accept=".xlsx"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              change();
            }}
          />
        )}
      </Field>
      <Problem problem={send.error} />
      {answer && (
        <Alert
          showIcon
          className="gap"
          type={clean ? 'success' : 'error'}
          title={
            clean
              ? t(checked ? 'orgImport.clean' : 'orgImport.done', answer.created)
              : t('orgImport.faults', { n: answer.errors.length })
          }
          description={
            file !== null && !clean ? (
              <ul>
                {answer.errors.map((fault) => (
                  <li key={`${fault.row} ${fault.column}`}>
                    {t('orgImport.cell', { row: fault.row, column: t(`orgImport.column.${fault.column}`) })}：
                    {words(fault.message)}
                  </li>
                ))}
              </ul>
            ) : undefined
          }
        />
      )}
      {answer && answer.accounts.length > 0 && <OneTimePasswords passwords={answer.accounts} />}
      <div className="form-actions">
        <Button
          onClick={() => submit(true)}
          loading={send.isPending}
          disabled={file === null && rows.length === 0}
          type={checked && clean ? 'default' : 'primary'}
        >
          {t('orgImport.check')}
        </Button>
        <Button
          type={checked && clean ? 'primary' : 'default'}
          onClick={() => submit(false)}
          disabled={!(checked && clean)}
        >
          {t('orgImport.write')}
        </Button>
      </div>
      {file === null && rows.length > 0 && (
        <Section title={`${t('orgImport.preview')} (${rows.length})`}>
          <Preview rows={rows} answer={answer} />
        </Section>
      )}
    </Page>
  );
}
