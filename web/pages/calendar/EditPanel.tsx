import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { PackagedCalendar } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { NoticeDialog } from './NoticeDialog.tsx';
import { PreviewPart } from './PreviewPart.tsx';
import type { CalendarEdit } from './useCalendarEdit.ts';

/** Above the year under edit: where days come from, what they would move, the reason, and saving. */
export function EditPanel({ year, edit }: { year: number; edit: CalendarEdit }) {
  const { t } = useTranslation();
  const [pasting, setPasting] = useState(false);
  const packaged = useGet<PackagedCalendar>(`/calendar/${year}/packaged`);
  const offered = packaged.data?.year;
  const others = (edit.years ?? []).filter((entry) => entry.year !== year).map((entry) => entry.year);
  return (
    <>
      <p>{t('calendar.editLead')}</p>
      <div className="form-actions">
        <Button onClick={() => setPasting(true)}>{t('calendar.notice')}</Button>
        <Button
          disabled={!offered}
          title={packaged.data && !offered ? t('calendar.notPackaged', { year }) : undefined}
          onClick={() => offered && edit.take([offered], t('calendar.packagedReason', { year }))}
        >
          {t('calendar.packaged')}
        </Button>
        <Button onClick={edit.cancel}>{t('calendar.leave')}</Button>
        <Button type={edit.preview ? 'default' : 'primary'} loading={edit.looking} onClick={edit.look}>
          {t('calendar.look')}
        </Button>
      </div>
      {others.length > 0 && (
        <Alert showIcon type="info" className="gap" title={t('calendar.alsoYears', { years: others.join('、') })} />
      )}
      <Problem problem={edit.problem} />
      {edit.preview && (
        <>
          <PreviewPart preview={edit.preview} />
          <Field label={t('calendar.reason')} required help={t('calendar.reasonHelp')}>
            {(id) => (
              <Input
                id={id}
                maxLength={200}
                value={edit.reason}
                onChange={(event) => edit.setReason(event.target.value)}
              />
            )}
          </Field>
          <div className="form-actions">
            <Button type="primary" disabled={edit.reason.trim() === ''} loading={edit.saving} onClick={edit.save}>
              {t('action.save')}
            </Button>
          </div>
        </>
      )}
      {pasting && (
        <NoticeDialog
          year={year}
          onClose={() => setPasting(false)}
          onTake={(years) => {
            edit.take(years, t('calendar.noticeReason', { year }));
            setPasting(false);
          }}
        />
      )}
    </>
  );
}
