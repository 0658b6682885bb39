import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet, useList } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { CalendarCoverage, WorkItem } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { groupByUrgency, type TodoGroup } from './groups.ts';
import { ItemTable } from './ItemTable.tsx';

const groupKeys: TodoGroup[] = ['overdue', 'week', 'later'];

/** Days in a year without a calendar are guessed by weekday: whoever holds them is told. */
function UncoveredYears() {
  const { t } = useTranslation();
  const { data } = useGet<CalendarCoverage>('/calendar');
  if (!data || data.missingForMe.length === 0) return null;
  const years = data.missingForMe.map((entry) => entry.year).join('、');
  return <Alert type="warning" showIcon className="gap" title={t('calendar.missingForMe', { years })} />;
}

/** 待办: what this person has to do, the most pressing first, the period's sheets one click away. */
export function TodoPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { user } = useSession();
  const list = useList<WorkItem>('/work-items?mine=true&state=open&limit=200');
  return (
    <Page title={t('todo.title')} actions={<Link to="/items?mine=true&state=done">{t('todo.done')}</Link>}>
      <UncoveredYears />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(items) => {
          if (items.length === 0) return <p className="empty">{t('todo.empty')}</p>;
          const groups = groupByUrgency(items, user.businessDate);
          const sheets = items.filter((item) => item.kind === 'SHEET');
          return (
            <>
              {sheets.length > 0 && (
                <ul className="quick" aria-label={t('todo.sheets')}>
                  {sheets.map((sheet) => (
                    <li key={sheet.id}>
                      <Link to={`/items/${sheet.id}`}>
                        {words(sheet.kindLabel)} · {sheet.period?.name} · {sheet.unit?.name}
                      </Link>
                      <span className="muted"> {t('todo.sheetHelp')}</span>
                    </li>
                  ))}
                </ul>
              )}
              {groupKeys.map((key) => (
                <Section key={key} title={`${t(`todo.${key}`)} (${groups[key].length})`}>
                  <ItemTable
                    label={t(`todo.${key}`)}
                    items={groups[key]}
                    show={['of', 'state', 'why']}
                    empty={t(`todo.none.${key}`)}
                  />
                </Section>
              ))}
              <MoreButton list={list} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
