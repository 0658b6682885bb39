import { addDays } from '../../../domain/day.ts';
import { approvalLabels, audienceLabels, type Ladder, type Rung, rungLabelOf } from '../../../domain/ladder/index.ts';

/** A day of the calendar as its row has it. */
export interface CalendarRow {
  day: string;
  working: boolean;
  name: string;
}

/** The calendar that the days of an item were counted by. */
export interface CalendarUsed {
  version: number;
  days: CalendarRow[];
  /** 额外休息日: days of the plan or of the unit that differ from the county's. */
  extraDays: (CalendarRow & { of: string; reason: string })[];
}

/** Version, holidays and days worked in their place, each year in two lines, then what the plan or the unit has beside. */
export function calendarInWords({ version, days, extraDays }: CalendarUsed): string[] {
  const years = [...new Set(days.map(({ day }) => day.slice(0, 4)))];
  return [
    `工作日历第${version}版。未列出的日子，周一至周五为工作日，周六、周日休息。`,
    ...years.flatMap((year) => {
      const of = (working: boolean) => days.filter((row) => row.day.startsWith(year) && row.working === working);
      return [`${year}年放假：${inWords(of(false))}。`, `${year}年调休上班：${inWords(of(true))}。`];
    }),
    ...extraDays.map(
      ({ of, day, working, name, reason }) => `${of}：${day}${working ? '上班' : '休息'}（${name || reason}）。`,
    ),
  ];
}

function inWords(rows: readonly CalendarRow[]): string {
  if (rows.length === 0) return '无';
  const names = new Map(rows.map(({ day, name }) => [day, name]));
  return dayRanges(rows.map(({ day }) => day))
    .map(({ from, to }) => `${from === to ? from : `${from}至${to}`}${names.get(from) ? `（${names.get(from)}）` : ''}`)
    .join('、');
}

/** Days in order as the ranges that follow one another without a gap; both ends included. */
function dayRanges(days: readonly string[]): { from: string; to: string }[] {
  const ranges: { from: string; to: string }[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  return ranges;
}

/** Each rung as a row: 级别, 时间, 通知, 决定. */
export function ladderInWords({ rungs }: Pick<Ladder, 'rungs'>): string[][] {
  return rungs.map((rung) => [
    rung.label.zh || rungLabelOf(rung.key).zh,
    timeOf(rung),
    rung.audience.map((who) => audienceLabels[who].zh).join('、'),
    decisionOf(rung),
  ]);
}

function timeOf({ offset, unit = 'workingDays' }: Rung): string {
  if (unit === 'share') return `办理时间过${offset}%`;
  const days = unit === 'workingDays' ? '个工作日' : '天';
  if (offset === 0) return '到期当日';
  return offset < 0 ? `到期前${-offset}${days}` : `逾期${offset}${days}`;
}

function decisionOf({ needsApproval, listedBefore, explainWithin }: Rung): string {
  return [
    ...(explainWithin === undefined ? [] : [`单位${explainWithin}个工作日内说明情况`]),
    needsApproval === null ? '自动发出' : approvalLabels[needsApproval].zh,
    ...(listedBefore === undefined ? [] : [`提前${listedBefore}个工作日列示，可暂缓`]),
  ].join('；');
}
