import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListColumn } from '../../../domain/matters/list.ts';
import type { AssignmentRole } from '../../../domain/parties.ts';
import { useSend } from '../../data/hooks.ts';
import type { ReadRows } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';

export type ReadRow = ReadRows['rows'][number];

function Preview({ rows, onRemove }: { rows: ReadRow[]; onRemove: (line: number) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const cell = (row: ReadRow, column: ListColumn, shown: string) => {
    const faults = row.faults.filter((fault) => fault.column === column);
    return (
      <span className={faults.length > 0 ? 'cell-fault' : undefined}>
        {shown || (faults.length > 0 ? '' : '—')}
        {faults.map((fault) => (
          <span key={fault.message.zh} className="field-error">
            {words(fault.message)}
          </span>
        ))}
      </span>
    );
  };
  const names = (row: ReadRow, role: AssignmentRole) =>
    row.units
      .filter((part) => part.role === role)
      .map((part) => part.unit.name)
      .join('、');
  const units = (column: 'lead' | 'responsible' | 'supporting', role: AssignmentRole): Column<ReadRow> => ({
    ...{ key: column, title: t(`matter.column.${column}`) },
    render: (row) => cell(row, column, names(row, role)),
  });
  return (
    <DataTable
      label={t('matter.read')}
      rows={rows}
      rowKey={(row) => row.line}
      rowClass={(row) => (row.faults.length > 0 ? 'over' : undefined)}
      empty=""
      columns={[
        { key: 'line', title: t('matter.line'), align: 'right', width: 50, render: (row) => row.line },
        {
          ...{ key: 'title', title: t('matter.column.title'), head: true },
          render: (row) => (
            <span className="two-lines">
              {cell(row, 'title', row.title)}
              {row.demand !== '' && <span className="muted">{row.demand}</span>}
            </span>
          ),
        },
        units('lead', 'LEAD'),
        units('responsible', 'RESPONSIBLE'),
        units('supporting', 'SUPPORTING'),
        {
          ...{ key: 'leader', title: t('matter.column.leader') },
          render: (row) => cell(row, 'leader', row.leader?.name ?? ''),
        },
        {
          ...{ key: 'deadline', title: t('matter.column.deadline') },
          render: (row) => cell(row, 'deadline', row.deadlineOn ?? ''),
        },
        {
          ...{ key: 'remove', title: t('monitor.acts') },
          render: (row) => (
            <Button
              size="small"
              aria-label={t('matter.removeOne', { line: row.line })}
              onClick={() => onRemove(row.line)}
            >
              {t('matter.remove')}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** The list of a matter, pasted or from a workbook: read by the server, with what is not understood in its cell. */
export function ListPart({ rows, onRows }: { rows: ReadRow[]; onRows: (rows: ReadRow[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const send = useSend<ReadRows>((answer) => onRows(answer.rows));
  const read = () => {
    const form = new FormData();
    if (file !== null) form.append('file', file);
    send.mutate({ path: '/matters/list', body: file === null ? { text } : form });
  };
  const faulty = rows.filter((row) => row.faults.length > 0).length;
  return (
    <>
      <p className="muted">{t('matter.listLead')}</p>
      <Field label={t('matter.paste')} help={t('matter.pasteHelp')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 4, maxRows: 14 }}
            value={text}
            disabled={file !== null}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('orgImport.file')} help={t('matter.fileHelp')}>
        {(id) => (
          <input id={id} type="file" accept=".xlsx" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        )}
      </Field>
      <Problem problem={send.error} />
      <div className="form-actions">
        <Button onClick={read} loading={send.isPending} disabled={file === null && text.trim() === ''}>
          {t('matter.readNow')}
        </Button>
      </div>
      {rows.length > 0 && (
        <>
          <Alert
            showIcon
            className="gap"
            type={faulty > 0 ? 'error' : 'success'}
            title={faulty > 0 ? t('matter.faulty', { n: rows.length, faulty }) : t('matter.clean', { n: rows.length })}
          />
          <Preview rows={rows} onRemove={(line) => onRows(rows.filter((row) => row.line !== line))} />
        </>
      )}
    </>
  );
}
