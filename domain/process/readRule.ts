import type { ModdleElement } from 'bpmn-moddle';
import { type DayRuleFault, parseDate, parseDayRule, parseDuration } from './dayRule.ts';
import { bodyOf, textOf } from './moddle.ts';
import type { Problems } from './problems.ts';
import type { DueRule } from './types.ts';

const never: DueRule = { base: 'opened', offset: 0, unit: 'days' };

/** Reads one rule for a day; what cannot be read is reported. */
export function readRule(
  id: string,
  attribute: string,
  text: string | undefined,
  parse: (text: string) => DueRule | DayRuleFault,
  problems: Problems,
): DueRule {
  if (text === undefined) {
    problems.error(id, 'DAY_RULE', `“${id}”还没有写时限`, `"${id}" does not say until when; choose a day`);
    return never;
  }
  const rule = parse(text);
  if (typeof rule !== 'string') return rule;
  const shown = text;
  if (rule === 'SHORTER_THAN_A_DAY') {
    problems.error(
      id,
      'TIMER_TOO_SHORT',
      `“${id}”的时限“${shown}”短于一天；时限以天或工作日计`,
      `"${id}": "${shown}" is shorter than a day; times are whole days or working days`,
    );
  } else if (rule === 'NO_SUCH_DAY') {
    problems.error(id, 'NO_SUCH_DAY', `“${id}”的日期“${shown}”不存在`, `"${id}": there is no day "${shown}"`);
  } else {
    problems.error(
      id,
      'DAY_RULE',
      `“${id}”的时限（${attribute}）“${shown}”无法识别，例如 opened+5wd、deadline、period.dueOn-3d、2020-06-30`,
      `"${id}": ${attribute} "${shown}" cannot be read; write opened+5wd, deadline, period.dueOn-3d or 2020-06-30`,
    );
  }
  return never;
}

/** The rule of a timer event definition: Duban's own attribute, else BPMN's date or duration. */
export function readTimer(definition: ModdleElement, id: string, problems: Problems): DueRule {
  const own = textOf(definition, 'duban:timer');
  if (own !== undefined) return readRule(id, 'duban:timer', own, parseDayRule, problems);
  const date = bodyOf(definition.get('timeDate'));
  if (date !== undefined) return readRule(id, 'timeDate', date, parseDate, problems);
  const duration = bodyOf(definition.get('timeDuration'));
  if (duration !== undefined) return readRule(id, 'timeDuration', duration, parseDuration, problems);
  if (definition.get('timeCycle') !== undefined) {
    problems.error(id, 'TIMER_CYCLE', `“${id}”：不支持循环定时`, `"${id}": repeating timers are not supported`);
    return never;
  }
  return readRule(id, 'duban:timer', undefined, parseDayRule, problems);
}
