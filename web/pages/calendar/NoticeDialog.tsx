import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { CalendarYearDays, HolidayNotice } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';

interface Props {
  year: number;
  onTake: (years: CalendarYearDays[]) => void;
  onClose: () => void;
}

/** A pasted notice of the State Council: read first, with every doubt by its line, then taken into the edit. */
export function NoticeDialog({ year, onTake, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [text, setText] = useState('');
  const read = useSend<HolidayNotice>();
  const notice = read.data;
  const days = notice?.years.flatMap((entry) => entry.days.length) ?? [];
  const found = days.reduce((sum, n) => sum + n, 0);
  return (
    <Modal
      open
      width={680}
      title={t('calendar.notice')}
      okText={notice && found > 0 ? t('calendar.take') : t('calendar.read')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: text.trim() === '', loading: read.isPending }}
      onOk={() => {
        if (notice && found > 0) onTake(notice.years);
        else read.mutate({ path: '/calendar/notice', body: { text, year } });
      }}
      onCancel={onClose}
      destroyOnHidden
    >
      <Field label={t('calendar.noticeText')} help={t('calendar.noticeHelp')}>
        {(id) => (
          <Input.TextArea
            id={id}
            maxLength={20_000}
            autoSize={{ minRows: 8, maxRows: 16 }}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              read.reset();
            }}
          />
        )}
      </Field>
      <Problem problem={read.error} />
      {notice && (
        <Alert
          showIcon
          type={notice.doubts.length > 0 ? 'warning' : 'success'}
          title={notice.years
            .map((entry) => t('calendar.readYear', { year: entry.year, n: entry.days.length }))
            .join('；')}
          description={
            notice.doubts.length > 0 && (
              <ul>
                {notice.doubts.map((doubt) => (
                  <li key={`${doubt.line} ${doubt.message.zh}`}>
                    {t('calendar.line', { n: doubt.line })} {words(doubt.message)}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
    </Modal>
  );
}
