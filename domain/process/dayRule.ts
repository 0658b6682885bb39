import type { Day, DueRule } from './types.ts';

const bases = [
  'opened',
  'deadline',
  'period.opensOn',
  'period.dueOn',
  'period.cutOffOn',
  'year.opensOn',
  'due',
] as const satisfies DueRule['base'][];

export type DayRuleFault = 'SYNTAX' | 'SHORTER_THAN_A_DAY' | 'NO_SUCH_DAY';

const ruleText = /^(?<base>[a-z.A-Z]+|\d{4}-\d{2}-\d{2})(?:(?<sign>[+-])(?<count>\d{1,4})(?<unit>[a-z]+))?$/;

/** Whether a text names a day of the calendar. */
function isDay(text: string): text is Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return date.toISOString().slice(0, 10) === text;
}

/**
 * Reads a rule for a day: a base, and a number of days (`d`) or working days (`wd`) after or before it, such as
 * `opened+5wd`, `deadline`, `period.dueOn-3d`, `2020-06-30`.
 */
export function parseDayRule(text: string): DueRule | DayRuleFault {
  const groups = ruleText.exec(text.replace(/\s+/g, ''))?.groups;
  if (groups?.base === undefined) return 'SYNTAX';
  const { base, sign, count = '0', unit = 'd' } = groups;
  if (/^(h|m|s|min|hours?|minutes?|seconds?)$/.test(unit)) return 'SHORTER_THAN_A_DAY';
  if (unit !== 'd' && unit !== 'wd') return 'SYNTAX';
  const offset = sign === '-' ? -Number(count) : Number(count);
  const rest = { offset: offset === 0 ? 0 : offset, unit: unit === 'wd' ? 'workingDays' : 'days' } as const;
  const known = bases.find((candidate) => candidate === base);
  if (known !== undefined) return { base: known, ...rest };
  if (!/^\d/.test(base)) return 'SYNTAX';
  return isDay(base) ? { base: 'date', date: base, ...rest } : 'NO_SUCH_DAY';
}

/** BPMN's own `timeDuration`: whole days or weeks only (`P5D`, `P2W`). */
export function parseDuration(text: string): DueRule | DayRuleFault {
  const match = /^P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(T.+)?$/.exec(text.trim());
  if (match === null) return 'SYNTAX';
  if (match[3] !== undefined) return 'SHORTER_THAN_A_DAY';
  const days = Number(match[1] ?? 0) * 7 + Number(match[2] ?? 0);
  return days < 1 ? 'SHORTER_THAN_A_DAY' : { base: 'opened', offset: days, unit: 'days' };
}

/** BPMN's own `timeDate`: a calendar day; a time of day is refused. */
export function parseDate(text: string): DueRule | DayRuleFault {
  const day = text.trim();
  if (/^\d{4}-\d{2}-\d{2}T/.test(day)) return 'SHORTER_THAN_A_DAY';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return 'SYNTAX';
  return isDay(day) ? { base: 'date', date: day, offset: 0, unit: 'days' } : 'NO_SUCH_DAY';
}
