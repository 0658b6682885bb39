import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { PackagedCalendar } from '../../data/types.ts';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
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
      {others.length > 0 && (
        <Alert showIcon type="info" className="gap" title={t('calendar.alsoYears', { years: others.join('、') })} />
      )}
      <SaveWithReason
        edit={edit}
        onLeave={edit.cancel}
        extra={
          <>
            <Button onClick={() => setPasting(true)}>{t('calendar.notice')}</Button>
            <Button
              disabled={!offered}
              title={packaged.data && !offered ? t('calendar.notPackaged', { year }) : undefined}
              onClick={() => offered && edit.take([offered], t('calendar.packagedReason', { year }))}
            >
              {t('calendar.packaged')}
            </Button>
          </>
        }
      >
        {edit.preview && <PreviewPart preview={edit.preview} />}
      </SaveWithReason>
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
