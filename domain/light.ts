import { type Calendar, workingDaysAfter } from './calendar.ts';
import type { CountyLimits } from './countyLimits.ts';
import { maxDay } from './day.ts';
import type { UserMessage } from './errors.ts';
import { isUnits, type PostKind } from './holding.ts';
import { isLate } from './ladder/index.ts';
import type { Day, WorkItemKind } from './process/types.ts';
import { isWithHolder, itemLabel, type WorkItemState } from './workItem.ts';

/** 红、黄、绿、灰. Never shown without its reason. */
export const lights = ['red', 'yellow', 'green', 'grey'] as const;
export type Light = (typeof lights)[number];

/** From when on items are red or yellow, as the county has it. */
export type LightLimits = Pick<CountyLimits, 'redFromOverdue' | 'yellowWithin'>;

export interface LightVerdict {
  light: Light;
  reason: UserMessage;
  /** The item that decides, where one does. */
  workItemId: string | null;
}

/** What a light needs to know of a work item. */
export interface ItemStanding {
  id: string;
  kind: WorkItemKind;
  /** What the drawing calls its step, where it is one of the county's own. */
  stepName: string | null;
  state: WorkItemState;
  dueOn: Day | null;
  /** From `overdueWorkingDays`: without the days on which it waited for somebody else. */
  overdueDays: number;
  /** The day on which its being overdue was lifted: until then it is not late. */
  lightLiftedOn?: Day | null;
  /** From `lastDayInTime`; left out: its due day. */
  inTimeUntil?: Day | null;
  holderKind: PostKind;
  /** Name of the unit or post that holds it, for the reason. */
  holder?: string;
}

/** What a light needs to know of a measure. */
export interface MeasureStanding {
  /** `notBegun`: nobody has signed for it or handed anything in yet. */
  status: 'notBegun' | 'running' | 'paused' | 'closed' | 'withdrawn';
  items: readonly ItemStanding[];
  /** For each answerable unit the business day of its latest report, null where it never reported. */
  lastReportedOn: readonly (Day | null)[];
  periods: readonly { label: UserMessage; opensOn: Day; cutOffOn: Day }[];
}

/**
 * The light of one item: red where a completion is overdue or anything is overdue for the working days of the county's
 * limit, yellow where it is overdue less or due soon by its limit, else green. An item that is not with its holder (handed
 * in, closed) is green, and so is one whose due day passed while it waited for somebody else.
 */
export function itemLight(item: ItemStanding, cal: Calendar, today: Day, limits: LightLimits): LightVerdict {
  if (!isWithHolder(item.state)) return verdict('green', '已报送或已办结', 'Handed in or closed', item);
  if (item.dueOn === null) return verdict('green', '无办理期限', 'Nothing falls due', item);
  const { inTimeUntil = item.dueOn } = item;
  const name = named(item);
  if (item.lightLiftedOn && item.overdueDays === 0 && today > item.dueOn) {
    return verdict(
      'green',
      `${name.zh}：${item.lightLiftedOn}经复核，此前的逾期不计`,
      `${name.en}: lateness up to ${item.lightLiftedOn} was lifted`,
      item,
    );
  }
  if (today > item.dueOn && !isLate(inTimeUntil, today)) {
    return verdict(
      'green',
      `${name.zh}等待他人处理或暂停期间不计逾期（应于${item.dueOn}）`,
      `${name.en} not late: days of waiting for somebody else or of a pause do not count (due ${item.dueOn})`,
      item,
    );
  }
  if (today > item.dueOn) {
    const light = item.kind === 'COMPLETE' || item.overdueDays >= limits.redFromOverdue ? 'red' : 'yellow';
    return verdict(
      light,
      `${name.zh}${item.overdueDays === 0 ? '已过期' : `逾期${item.overdueDays}个工作日`}（应于${item.dueOn}）`,
      `${name.en} ${item.overdueDays === 0 ? 'past its due day' : `${workingDays(item.overdueDays)} overdue`} (due ${item.dueOn})`,
      item,
    );
  }
  const left = workingDaysAfter(cal, today, item.dueOn);
  if (left > limits.yellowWithin) {
    return verdict('green', `${name.zh}应于${item.dueOn}`, `${name.en} due ${item.dueOn}`, item);
  }
  return verdict(
    'yellow',
    `${name.zh}${left === 0 ? '今日到期' : `还剩${left}个工作日`}（应于${item.dueOn}）`,
    `${name.en} ${left === 0 ? 'due now' : `${workingDays(left)} left`} (due ${item.dueOn})`,
    item,
  );
}

/**
 * The light of a measure: the worst of the items that units hold, red before yellow; where none stands out, grey if it
 * has not begun or its status is older than its period, else green. What waits for the office, a leader or the
 * commission does not count; where no unit's item decides, the reason names it. A withdrawn or paused measure is grey
 * and a closed one green, whatever its items say.
 */
export function measureLight(measure: MeasureStanding, cal: Calendar, today: Day, limits: LightLimits): LightVerdict {
  if (measure.status === 'withdrawn') return verdict('grey', '已撤销', 'Withdrawn');
  if (measure.status === 'paused') return verdict('grey', '已暂停', 'Paused');
  if (measure.status === 'closed') return verdict('green', '已销号', 'Closed out');
  const verdicts = measure.items
    .filter(isUnits)
    .map((item) => ({ item, verdict: itemLight(item, cal, today, limits) }));
  for (const light of ['red', 'yellow'] as const) {
    const standing = verdicts.filter((entry) => entry.verdict.light === light);
    const worst = standing.sort((a, b) => urgency(b.item) - urgency(a.item) || byDue(a.item, b.item))[0];
    if (worst) return withOthers(worst.verdict, standing.length - 1);
  }
  return withWaiting(unpressed(measure, today), measure.items);
}

/** Where nothing that a unit holds is late or due soon. */
function unpressed(measure: MeasureStanding, today: Day): LightVerdict {
  if (measure.status === 'notBegun')
    return verdict('grey', '尚未启动', 'Not begun: nothing has been signed for or handed in');
  const stale = stalePeriod(measure, today);
  if (stale)
    return verdict('grey', `${stale.zh}未报，进展情况已过期`, `No report for ${stale.en}: the status is out of date`);
  return verdict('green', '按期推进', 'On schedule');
}

/** Says whom the measure waits for beside its units: the first due, and how many there are. */
function withWaiting(of: LightVerdict, items: readonly ItemStanding[]): LightVerdict {
  const waiting = items.filter((item) => !isUnits(item) && isWithHolder(item.state)).sort(byDue);
  const [first] = waiting;
  if (!first) return of;
  const { zh, en } = itemLabel(first.kind, first.stepName);
  const several = waiting.length > 1;
  const waits = {
    zh: `等待${first.holder ?? ''}${zh}${several ? `等${waiting.length}项` : ''}，不计入`,
    en: `waiting for ${first.holder ? `${first.holder}: ` : ''}${en}${several ? ` and ${waiting.length - 1} more` : ''}, not counted`,
  };
  return { ...of, reason: { zh: `${of.reason.zh}（${waits.zh}）`, en: `${of.reason.en} (${waits.en})` } };
}

/** The latest period that was cut off without a report of every answerable unit since it opened. */
function stalePeriod(measure: MeasureStanding, today: Day): UserMessage | null {
  const past = measure.periods.filter((period) => period.cutOffOn <= today);
  if (past.length === 0) return null;
  const latest = past.reduce((a, b) => (maxDay(a.cutOffOn, b.cutOffOn) === b.cutOffOn ? b : a));
  const behind = measure.lastReportedOn.some((day) => day === null || day < latest.opensOn);
  return behind ? latest.label : null;
}

/** An overdue completion weighs most, then days overdue. */
function urgency(item: ItemStanding): number {
  return item.overdueDays + (item.kind === 'COMPLETE' && item.overdueDays > 0 ? 10_000 : 0);
}

function byDue(a: ItemStanding, b: ItemStanding): number {
  return (a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1;
}

function withOthers(worst: LightVerdict, others: number): LightVerdict {
  if (others === 0) return worst;
  const reason = { zh: `${worst.reason.zh}，另有${others}项`, en: `${worst.reason.en}, and ${others} more` };
  return { ...worst, reason };
}

function named(item: ItemStanding): UserMessage {
  const { zh, en } = itemLabel(item.kind, item.stepName);
  return item.holder ? { zh: `${item.holder}：${zh}`, en: `${item.holder}: ${en}` } : { zh, en };
}

function workingDays(count: number): string {
  return count === 1 ? '1 working day' : `${count} working days`;
}

function verdict(light: Light, zh: string, en: string, item?: ItemStanding): LightVerdict {
  return { light, reason: { zh, en }, workItemId: item?.id ?? null };
}
