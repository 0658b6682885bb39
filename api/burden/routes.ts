import { DubanError } from '../../domain/errors.ts';
import { itemLabel } from '../../domain/workItemKinds.ts';
import { type BurdenRow, readBurden, readBurdenSources } from '../../prisma/repositories/burdenReads.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { burdenReaders } from '../policies/index.ts';
import { type Burden, burden, burdenQuery, burdenSourceQuery, burdenSources } from './schema.ts';

const gates = { tag: 'burden', policy: burdenReaders } as const;
/** Months shown where none are asked for, and the most that can be. */
const USUAL_MONTHS = 6;
const MOST_MONTHS = 36;

export const burdenRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/burden',
    summary: { zh: '基层负担：各单位每月的要求、文书和通知', en: 'What is asked of each unit, month by month' },
    query: burdenQuery,
    answer: burden,
    handle: async ({ deps, actor, query }) => {
      const to = query.to ?? actor.businessDay.slice(0, 7);
      const from = query.from ?? earlier(to, USUAL_MONTHS - 1);
      const months = monthsOf(from, to);
      return { months, units: byUnit(await readBurden(deps.db, actor, `${from}-01`, `${to}-31`)) };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/burden/:id',
    summary: { zh: '某单位某月的负担来源', en: 'Where the burden of a unit in a month comes from' },
    params: idParams,
    query: burdenSourceQuery,
    answer: burdenSources,
    handle: async ({ deps, actor, params, query }) => {
      const { month } = query;
      const span = { from: `${month}-01`, to: `${month}-31` };
      const { unit, sources } = await readBurdenSources(deps.db, actor, params.id, span);
      return {
        unit,
        month,
        sources: sources.map(({ of, planId, planTitle, itemKind, stepName, count }) => ({
          of,
          plan: planId === null ? null : { id: planId, title: planTitle ?? '' },
          itemKind: itemKind === null ? null : itemLabel(itemKind, stepName),
          count,
        })),
      };
    },
  }),
];

/** The month `count` months before `month`. */
function earlier(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** @throws DubanError VALIDATION where the span runs backwards or is too long to show. */
function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = to; month >= from && months.length <= MOST_MONTHS; month = earlier(month, 1)) months.unshift(month);
  if (months.length > 0 && months.length <= MOST_MONTHS) return months;
  const message = {
    zh: `起始月份应不晚于结束月份，且最多查看${MOST_MONTHS}个月`,
    en: `The first month must not be after the last, and at most ${MOST_MONTHS} months are shown`,
  };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/from', message }] });
}

/** Units by what is asked of them altogether, most first. */
function byUnit(rows: readonly BurdenRow[]): Burden['units'] {
  const units = new Map<string, Burden['units'][number]>();
  for (const { unitId, unitName, month, requests, letters, notices } of rows) {
    const known = units.get(unitId) ?? {
      ...{ unit: { id: unitId, name: unitName }, requests: 0, letters: 0, notices: 0, months: [] },
    };
    known.requests += requests;
    known.letters += letters;
    known.notices += notices;
    known.months.push({ month, requests, letters, notices });
    units.set(unitId, known);
  }
  const weight = (row: Burden['units'][number]) => row.requests + row.letters + row.notices;
  return [...units.values()].sort((a, b) => weight(b) - weight(a));
}
