import { Alert, App, Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSend } from '../../data/hooks.ts';
import type { Sheet, WorkItem, WorkItemDetail } from '../../data/types.ts';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';
import { Section } from '../../shared/Section.tsx';
import { useKeptText } from '../../shared/useKeptText.ts';
import { SheetRow } from './SheetRow.tsx';
import { sheetFields, sheetRowsOf } from './sheetFields.ts';

interface Texts {
  rows: Record<string, string>;
  inputs: Record<string, string>;
}

function firstTexts(item: WorkItem, sheet: Sheet): Texts {
  const kept = sheetRowsOf(item);
  return {
    rows: Object.fromEntries(sheet.reports.map((row) => [row.id, kept.rows.get(row.id) ?? row.text ?? ''])),
    inputs: Object.fromEntries(
      sheet.inputs.map((row) => [row.measureId, kept.inputs.get(row.measureId) ?? row.text ?? '']),
    ),
  };
}

/** All texts of the sheet, kept in this browser as one until it was handed in. */
function useSheetTexts(item: WorkItem, sheet: Sheet) {
  const first = useMemo(() => JSON.stringify(firstTexts(item, sheet)), [item, sheet]);
  const kept = useKeptText(item.id, first);
  const texts = JSON.parse(kept.text) as Texts;
  const set = (part: keyof Texts, id: string, text: string) =>
    kept.change(JSON.stringify({ ...texts, [part]: { ...texts[part], [id]: text } }));
  return { texts, set, forget: kept.forget, restored: kept.restored };
}

/** 报送表: every report and input of the unit for one period, in one sitting and with one signature. */
export function SheetForm({ item, sheet }: { item: WorkItemDetail; sheet: Sheet }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { texts, set, forget, restored } = useSheetTexts(item, sheet);
  const send = useSend<WorkItem>();
  const open = sheet.reports.filter((row) => (row.state === 'OPEN' && row.form === null) || row.state === 'PREPARED');
  const filled = open.filter((row) => (texts.rows[row.id] ?? '').trim() !== '').length;
  const openIds = new Set(open.map((row) => row.id));

  const act = (action: 'prepare' | 'submit') => {
    const rows = Object.entries(texts.rows).filter(([id]) => openIds.has(id));
    const body = {
      text: t('sheet.coverText', { period: item.period?.name ?? '', n: filled }),
      fields: sheetFields(rows, Object.entries(texts.inputs)),
      version: item.version,
    };
    send.mutate(
      { path: `/work-items/${item.id}/${action}`, body },
      {
        onSuccess: () => {
          forget();
          void message.success(t(`item.done.${action}`));
          if (action === 'submit') void navigate('/todo');
        },
      },
    );
  };
  const editable = item.can.submit || item.can.prepare;
  return (
    <Section title={t('sheet.reports')} extra={<span>{t('sheet.filled', { n: filled, of: open.length })}</span>}>
      {item.state === 'PREPARED' && <Alert type="info" showIcon title={t('item.prepared')} className="gap" />}
      {restored && <Alert type="info" showIcon title={t('item.restored')} className="gap" />}
      <SecrecyNote />
      {sheet.reports.map((row) => (
        <SheetRow
          key={row.id}
          title={row.measureTitle ?? ''}
          measureId={row.measureId}
          report={row}
          readOnly={!editable || !openIds.has(row.id)}
          text={texts.rows[row.id] ?? ''}
          onChange={(text) => set('rows', row.id, text)}
        />
      ))}
      {sheet.inputs.length > 0 && (
        <>
          <h3>{t('sheet.inputs')}</h3>
          <p className="muted">{t('sheet.inputsHelp')}</p>
        </>
      )}
      {sheet.inputs.map((row) => (
        <SheetRow
          key={row.measureId}
          title={row.measureTitle}
          measureId={row.measureId}
          leadUnit={row.unit?.name}
          readOnly={!editable}
          text={texts.inputs[row.measureId] ?? ''}
          onChange={(text) => set('inputs', row.measureId, text)}
        />
      ))}
      <Problem problem={send.error} />
      <div className="form-actions sticky-actions">
        {item.can.submit && (
          <Button
            type="primary"
            onClick={() => act('submit')}
            loading={send.isPending}
            disabled={filled === 0 && open.length > 0}
          >
            {t('sheet.submit')}
          </Button>
        )}
        {item.can.prepare && (
          <Button
            type={item.can.submit ? 'default' : 'primary'}
            onClick={() => act('prepare')}
            disabled={send.isPending}
          >
            {item.can.submit ? t('sheet.save') : t('item.prepare')}
          </Button>
        )}
        {item.can.recall && (
          <Button
            onClick={() => send.mutate({ path: `/work-items/${item.id}/recall`, body: { version: item.version } })}
            disabled={send.isPending}
          >
            {t('item.recall')}
          </Button>
        )}
        <span className="muted">
          {filled < open.length ? t('sheet.missing', { n: open.length - filled }) : t('item.keptHere')}
        </span>
      </div>
    </Section>
  );
}
