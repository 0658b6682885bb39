import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FormContext } from '../../../domain/forms/values.ts';
import { isWithHolder } from '../../../domain/workItem.ts';
import { useSend } from '../../data/hooks.ts';
import type { Sheet, WorkItem, WorkItemDetail } from '../../data/types.ts';
import { FormFields } from '../../shared/form/FormFields.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';
import { Section } from '../../shared/Section.tsx';
import { fileStore } from './fileStore.ts';
import { SheetRow } from './SheetRow.tsx';
import { sheetFields } from './sheetFields.ts';
import { useSheet } from './useSheet.ts';

/** 报送表: every report and input of the unit for one period, in one sitting and with one signature. */
export function SheetForm({ item, sheet }: { item: WorkItemDetail; sheet: Sheet }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { texts, set, changeForm, rows, wrong, forget, restored } = useSheet(item, sheet);
  const [tried, setTried] = useState(false);
  const send = useSend<WorkItem>();
  const open = sheet.reports.filter((row) => !row.paused && isWithHolder(row.state));
  const asked = new Set(sheet.inputs.filter((row) => !row.paused).map((row) => row.measureId));
  const nothingAsked = open.length + asked.size === 0 && sheet.reports.length + sheet.inputs.length > 0;
  const filled = rows.length;
  const openIds = new Set(open.map((row) => row.id));

  const act = (action: 'prepare' | 'submit') => {
    setTried(true);
    const [first] = wrong.keys();
    if (first !== undefined) {
      document.getElementById(`sheet-${first}`)?.scrollIntoView({ block: 'center' });
      return;
    }
    const body = {
      text: t('sheet.coverText', { period: item.period?.name ?? '', n: filled }),
      fields: sheetFields(
        rows,
        Object.entries(texts.inputs).filter(([measureId]) => asked.has(measureId)),
        texts.forms,
      ),
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
      {nothingAsked && <Alert type="info" showIcon title={t('sheet.allPaused')} className="gap" />}
      {restored && <Alert type="info" showIcon title={t('item.restored')} className="gap" />}
      <SecrecyNote />
      {sheet.reports.map((row) => (
        <SheetRow
          key={row.id}
          title={row.measureTitle ?? ''}
          measureId={row.measureId}
          report={row}
          readOnly={!editable || !openIds.has(row.id)}
          paused={row.paused && isWithHolder(row.state)}
          text={texts.rows[row.id] ?? ''}
          onChange={(text) => set('rows', row.id, text)}
        >
          {row.form !== null && sheet.formContexts[row.id] !== undefined && (
            <FormFields
              form={row.form}
              context={sheet.formContexts[row.id] as FormContext}
              values={texts.forms[row.id] ?? {}}
              change={(key, update) => changeForm(row.id, key, update)}
              problems={tried ? (wrong.get(row.id) ?? []) : []}
              readOnly={!editable || !openIds.has(row.id)}
              files={fileStore(row.id)}
            />
          )}
        </SheetRow>
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
          paused={row.paused}
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
            disabled={nothingAsked || (filled === 0 && open.length > 0)}
          >
            {t('sheet.submit')}
          </Button>
        )}
        {item.can.prepare && (
          <Button
            type={item.can.submit ? 'default' : 'primary'}
            onClick={() => act('prepare')}
            disabled={nothingAsked || send.isPending}
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
