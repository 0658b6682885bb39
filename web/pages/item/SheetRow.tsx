import { Input, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { Measure, WorkItem } from '../../data/types.ts';
import { DueDay } from '../../shared/DueDay.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { StateTag } from '../../shared/StateTag.tsx';
import { Indicators } from '../measure/Indicators.tsx';
import { Passages } from '../measure/Passages.tsx';

interface Props {
  title: string;
  measureId: string | null;
  report?: WorkItem;
  leadUnit?: string;
  text: string;
  readOnly: boolean;
  /** The measure is paused: nothing is asked for. */
  paused: boolean;
  onChange: (text: string) => void;
  /** The report's own form, above its text. */
  children?: ReactNode;
}

function Source({ measureId }: { measureId: string }) {
  const query = useGet<Measure>(`/measures/${measureId}`);
  return (
    <Loaded query={query}>
      {(measure) => (
        <>
          <Passages path={measure.path} passages={measure.passages} />
          <Indicators indicators={measure.indicators} />
        </>
      )}
    </Loaded>
  );
}

/** One measure of the sheet: what to write, and the document's passage on demand beside it. */
export function SheetRow({ title, measureId, report, leadUnit, text, readOnly, paused, onChange, children }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className="sheet-row" {...(report === undefined ? {} : { id: `sheet-${report.id}` })}>
      <div className="sheet-row-head">
        {measureId === null ? title : <Link to={`/measures/${measureId}`}>{title}</Link>}
        {report && (
          <>
            <StateTag state={report.state} />
            <DueDay
              day={report.dueOn}
              daysLeft={report.daysLeft}
              overdueWorkingDays={report.overdueWorkingDays}
              late={report.late}
            />
          </>
        )}
        {paused && <Tag>{t('sheet.paused')}</Tag>}
        {leadUnit && <span className="muted">{t('sheet.for', { unit: leadUnit })}</span>}
      </div>
      {report?.returnedReason && (
        <p className="field-error">
          {t('list.told', { name: t('item.returnedReason'), value: report.returnedReason })}
        </p>
      )}
      {!paused && children}
      {!paused && (
        <Field label={leadUnit === undefined ? t('sheet.progress') : t('sheet.input')}>
          {(id) => (
            <Input.TextArea
              id={id}
              aria-label={`${title} ${leadUnit === undefined ? t('sheet.progress') : t('sheet.input')}`}
              maxLength={20_000}
              autoSize={{ minRows: 2, maxRows: 14 }}
              value={text}
              readOnly={readOnly}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      )}
      {measureId !== null && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('measure.passages')}</summary>
          {open && <Source measureId={measureId} />}
        </details>
      )}
    </div>
  );
}
