import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList, useSend } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import { useSession } from '../../data/session.tsx';
import type { Notice } from '../../data/types.ts';
import { FilterSelect, useFilters } from '../../shared/FilterSelect.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { NoticeTable } from './NoticeTable.tsx';

/** Rows of a day stand together, the latest day first, as the list comes. */
function byDay(notices: readonly Notice[]): { day: string; notices: Notice[] }[] {
  const days = [...new Set(notices.map((notice) => notice.day))];
  return days.map((day) => ({ day, notices: notices.filter((notice) => notice.day === day) }));
}

/** 消息: what this person was told, whether or not a mail arrived; opening what it is about reads it. */
export function InboxPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const { get } = useFilters();
  const list = useList<Notice>(`/inbox${queryString({ unread: get('unread') })}`);
  const readAll = useSend();
  return (
    <Page
      title={t('inbox.title')}
      actions={
        <Button loading={readAll.isPending} onClick={() => readAll.mutate({ path: '/inbox/read' })}>
          {t('inbox.readAll')}
        </Button>
      }
    >
      <div className="filters">
        <FilterSelect
          name="unread"
          label={t('inbox.show')}
          options={[{ value: 'true', label: t('inbox.onlyUnread') }]}
        />
      </div>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(notices) => (
          <>
            {notices.length === 0 && <p className="empty">{t(get('unread') ? 'inbox.allRead' : 'inbox.empty')}</p>}
            {byDay(notices).map((group) => (
              <Section
                key={group.day}
                title={group.day === user.businessDate ? t('inbox.today', { day: group.day }) : group.day}
              >
                <NoticeTable label={t('inbox.ofDay', { day: group.day })} notices={group.notices} />
              </Section>
            ))}
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
