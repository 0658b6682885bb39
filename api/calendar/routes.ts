import { packagedYear } from '../../domain/calendarData.ts';
import { readHolidayNotice } from '../../domain/holidayNotice.ts';
import { previewCalendar, saveCalendar, yearsWithNotice } from '../../prisma/repositories/calendarEdit.ts';
import {
  readCalendarCoverage,
  readCalendarVersions,
  readCalendarYear,
} from '../../prisma/repositories/calendarReads.ts';
import { packagedHolidays } from '../../prisma/repositories/setup.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly, signedIn } from '../policies/index.ts';
import { presentPreview } from './present.ts';
import {
  calendarCoverage,
  calendarPreview,
  calendarVersions,
  calendarYear,
  noticeAnswer,
  noticeBody,
  packagedAnswer,
  previewBody,
  saveAnswer,
  saveBody,
  yearParams,
} from './schema.ts';

const gates = { tag: 'calendar', policy: signedIn } as const;
const edits = { tag: 'calendar', policy: administratorOnly } as const;

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
    ...edits,
    method: 'post',
    path: '/calendar/notice',
    summary: { zh: '读取国务院放假通知', en: 'Reads a notice of the State Council about holidays; saves nothing' },
    body: noticeBody,
    answer: noticeAnswer,
    handle: async ({ deps, actor, body }) => {
      const notice = readHolidayNotice(body.text, body.year);
      const { years, leftOut } = await yearsWithNotice(deps.db, actor, notice.year ?? body.year, notice.days);
      const doubts = leftOut.map((year) => ({
        line: 1,
        message: {
          zh: `通知涉及 ${year} 年，但该年日历尚未录入，这几天没有读入`,
          en: `The notice names days of ${year}, which has no calendar yet; they were left out`,
        },
      }));
      return { years, doubts: [...notice.doubts, ...doubts] };
    },
  }),
  route({
    ...edits,
    method: 'post',
    path: '/calendar/preview',
    summary: { zh: '保存前查看影响', en: 'What saving would move, without saving' },
    body: previewBody,
    answer: calendarPreview,
    handle: async ({ deps, actor, body }) => presentPreview(await previewCalendar(deps.db, actor, body.years)),
  }),
  route({
    ...edits,
    method: 'post',
    path: '/calendar',
    summary: { zh: '保存工作日历', en: 'Saves years of the calendar and moves what hangs on them' },
    body: saveBody,
    answer: saveAnswer,
    handle: ({ deps, actor, body }) => saveCalendar(deps.db, actor, body),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/calendar/:year',
    summary: { zh: '年度节假日', en: 'Holidays and make-up days of a year' },
    params: yearParams,
    answer: calendarYear,
    handle: async ({ deps, actor, params }) => ({
      ...(await readCalendarYear(deps.db, actor, params.year)),
      can: { edit: administratorOnly.allows(actor) },
    }),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/calendar/:year/versions',
    summary: { zh: '年度日历的历次版本', en: 'The saved versions of a year' },
    params: yearParams,
    answer: calendarVersions,
    handle: async ({ deps, actor, params }) => ({ items: await readCalendarVersions(deps.db, actor, params.year) }),
  }),
  route({
    ...edits,
    method: 'get',
    path: '/calendar/:year/packaged',
    summary: { zh: '随软件提供的年度节假日', en: 'The year as the packaged data have it' },
    params: yearParams,
    answer: packagedAnswer,
    handle: async ({ params }) => ({ year: packagedYear(packagedHolidays(), params.year) }),
  }),
];
