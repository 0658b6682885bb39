import dayjs from 'dayjs';
import type { Day, WorkItem } from '../../data/types.ts';

export type TodoGroup = 'overdue' | 'week' | 'later';

/** Late, due until this week's Sunday, later (also what waits for somebody else past its due day); each in the order in which it falls due. */
export function groupByUrgency(items: WorkItem[], today: Day): Record<TodoGroup, WorkItem[]> {
  const sunday = dayjs(today)
    .add((7 - dayjs(today).day()) % 7, 'day')
    .format('YYYY-MM-DD');
  const groups: Record<TodoGroup, WorkItem[]> = { overdue: [], week: [], later: [] };
  for (const item of items) {
    if (item.late) groups.overdue.push(item);
    else if (item.dueOn !== null && item.dueOn >= today && item.dueOn <= sunday) groups.week.push(item);
    else groups.later.push(item);
  }
  for (const group of Object.values(groups)) {
    group.sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'));
  }
  return groups;
}
