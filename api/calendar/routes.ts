import { readCalendarCoverage, readCalendarYear } from '../../prisma/repositories/calendarReads.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { signedIn } from '../policies/index.ts';
import { calendarCoverage, calendarYear, yearParams } from './schema.ts';

const gates = { tag: 'calendar', policy: signedIn } as const;

export const calendarRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/calendar',
    summary: { zh: '节假日覆盖年份', en: 'Years whose holidays are loaded' },
    answer: calendarCoverage,
    handle: ({ deps, actor }) => readCalendarCoverage(deps.db, actor),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/calendar/:year',
    summary: { zh: '年度节假日', en: 'Holidays and make-up days of a year' },
    params: yearParams,
    answer: calendarYear,
    handle: ({ deps, actor, params }) => readCalendarYear(deps.db, actor, params.year),
  }),
];
