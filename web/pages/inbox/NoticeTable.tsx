import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Notice } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { DueDay } from '../../shared/DueDay.tsx';

interface Props {
  label: string;
  notices: Notice[];
}

/** What somebody was told: each row opens the page on which to act. */
export function NoticeTable({ label, notices }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <DataTable
      label={label}
      rows={notices}
      rowKey={(notice) => notice.id}
      empty={t('inbox.empty')}
      columns={[
        {
          key: 'what',
          title: t('item.what'),
          head: true,
          render: (notice) => (
            <>
              {notice.unread && <span className="unread-mark">{t('inbox.new')}</span>}{' '}
              <Link to={notice.link} className={notice.unread ? 'strong' : undefined}>
                {words(notice.label)} · {words(notice.kindLabel)}
                {notice.round > 1 && ` · ${t('item.round', { n: notice.round })}`}
              </Link>
            </>
          ),
        },
        {
          key: 'of',
          title: t('item.of'),
          render: (notice) => (
            <span className="two-lines">
              <span>{notice.subject ?? t('item.wholePlan')}</span>
              <span className="muted">
                {[notice.planTitle === notice.subject ? null : notice.planTitle, notice.unitName]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          ),
        },
        {
          key: 'due',
          title: t('item.due'),
          width: 170,
          render: (notice) => (
            <DueDay
              day={notice.dueOn}
              daysLeft={notice.daysLeft}
              overdueWorkingDays={notice.overdueWorkingDays}
              late={notice.late}
            />
          ),
        },
        {
          key: 'why',
          title: t('inbox.why'),
          render: (notice) => <span className="muted">{words(notice.reason)}</span>,
        },
        {
          key: 'mail',
          title: t('inbox.mail'),
          width: 130,
          render: (notice) => <span className="muted">{t(`noticeState.${notice.state}`)}</span>,
        },
      ]}
    />
  );
}
