import type { TFunction } from 'i18next';
import { Link } from 'react-router';
import type { Words, WorkItem } from '../../data/types.ts';
import type { Column } from '../../shared/DataTable.tsx';
import { DueDay } from '../../shared/DueDay.tsx';
import { StateTag } from '../../shared/StateTag.tsx';

export type Show = 'of' | 'why' | 'unit' | 'state';

function ofColumn(t: TFunction): Column<WorkItem> {
  return {
    key: 'of',
    title: t('item.of'),
    render: (item) => (
      <span className="two-lines">
        {item.measureId === null ? (
          <span>{item.subject ?? t('item.wholePlan')}</span>
        ) : (
          <Link to={`/measures/${item.measureId}`}>{item.measureTitle}</Link>
        )}
        {item.planTitle !== item.measureTitle && <span className="muted">{item.planTitle}</span>}
      </span>
    ),
  };
}

/** The columns of every list of work items. */
export function itemColumns(t: TFunction, words: (words: Words) => string, show: Show[]): Column<WorkItem>[] {
  const columns: Column<WorkItem>[] = [
    {
      key: 'what',
      title: t('item.what'),
      head: true,
      render: (item) => (
        <span className="two-lines">
          <Link to={`/items/${item.id}`} className="strong">
            {words(item.kindLabel)}
            {item.period !== null && ` · ${item.period.name}`}
            {item.round > 1 && ` · ${t('item.round', { n: item.round })}`}
          </Link>
          {item.signing?.waits && (
            <span className="muted">
              {t(item.signing.late ? 'item.unsignedLate' : 'item.unsigned', { day: item.signing.by })}
            </span>
          )}
        </span>
      ),
    },
  ];
  if (show.includes('of')) columns.push(ofColumn(t));
  if (show.includes('unit')) {
    columns.push({
      key: 'unit',
      title: t('item.unit'),
      render: (item) => item.reviews?.unit?.name ?? item.unit?.name ?? '—',
    });
  }
  if (show.includes('state')) {
    columns.push({
      key: 'state',
      title: t('item.state'),
      width: 110,
      render: (item) => <StateTag state={item.state} />,
    });
  }
  columns.push({
    key: 'due',
    title: t('item.due'),
    width: 170,
    render: (item) => (
      <DueDay
        day={item.dueOn}
        daysLeft={item.daysLeft}
        overdueWorkingDays={item.overdueWorkingDays}
        late={item.late}
        original={item.originalDueOn}
      />
    ),
  });
  if (show.includes('why')) {
    columns.push({
      key: 'why',
      title: t('item.why'),
      render: (item) => <span className="muted">{words(item.whyMe)}</span>,
    });
  }
  return columns;
}
