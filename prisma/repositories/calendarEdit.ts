import type { Calendar } from '../../domain/calendar.ts';
import type { CalendarYearDays } from '../../domain/calendarData.ts';
import { yearOf } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { readCalendarYear } from './calendarReads.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';
import { type Edited, type ItemMove, movedItems, movedOpenings, type OpeningMove } from './dayMoves.ts';
import {
  countMoves,
  groupItems,
  type MoveCounts,
  type MovedGroup,
  noMoves,
  SAVING,
  storeMoves,
  titlesOf,
} from './moves.ts';

export interface MovedOpenings {
  planId: string | null;
  planTitle: string | null;
  from: Day;
  to: Day;
  openings: number;
}

export interface CalendarPreview {
  version: number;
  /** Days that are free or worked otherwise than before. */
  changed: { day: Day; before: DayKind; after: DayKind; name: string }[];
  counts: MoveCounts & { openings: number };
  items: MovedGroup[];
  openings: MovedOpenings[];
}
export type DayKind = 'working' | 'holiday' | 'ordinary';

/** What saving the years would move, without saving. Years that are not named stay as they are. */
export async function previewCalendar(db: Db, actor: Actor, years: CalendarYearDays[]): Promise<CalendarPreview> {
  const county = await loadCountyDay(db, actor.countyId);
  const after = withYears(county.calendar, years);
  return previewDays(db, county, { calendar: after }, changedDays(county.calendar, years));
}

/** The days that will count: the calendar, and with `ownDays` other extra days than before. */
export type EditedDays = Pick<Edited, 'calendar' | 'ownDays'>;

/** What days that are edited would move, without saving. */
export async function previewDays(
  db: Db,
  county: CountyDay,
  edited: EditedDays,
  changed: CalendarPreview['changed'],
): Promise<CalendarPreview> {
  const { calendarVersion } = await db.county.findUniqueOrThrow({ where: { id: county.countyId } });
  const counts = { ...noMoves(), openings: 0 };
  const groups = new Map<string, MovedGroup>();
  const dueOf: DueMoves = new Map();
  for await (const moves of movedItems(db, county, edited, false)) {
    countMoves(counts, moves);
    noteDue(dueOf, moves);
    groupItems(groups, moves);
  }
  const openings = await movedOpenings(db, county, edited, dueOf);
  counts.openings = openings.length;
  const titled = await titlesOf(db, county.countyId);
  return {
    version: calendarVersion,
    changed,
    counts,
    items: [...groups.values()].map(titled),
    openings: groupOpenings(openings).map(titled),
  };
}

type DueMoves = Map<string, { from: Day | null; to: Day | null }>;

function noteDue(dueOf: DueMoves, moves: ItemMove[]): void {
  for (const { item, from, to } of moves) {
    if (from.dueOn !== to.dueOn) dueOf.set(`${item.instanceId}|${item.key}`, { from: from.dueOn, to: to.dueOn });
  }
}

function groupOpenings(openings: OpeningMove[]): MovedOpenings[] {
  const groups = new Map<string, MovedOpenings>();
  for (const { planId, from, to } of openings) {
    const key = JSON.stringify([planId, from, to]);
    const group = groups.get(key) ?? { planId, planTitle: null, from, to, openings: 0 };
    groups.set(key, { ...group, openings: group.openings + 1 });
  }
  return [...groups.values()];
}

/** The calendar with whole years replaced. */
function withYears(calendar: Calendar, years: CalendarYearDays[]): Calendar {
  const replaced = new Set(years.map(({ year }) => year));
  const kept = (days: ReadonlySet<Day>) => [...days].filter((day) => !replaced.has(yearOf(day)));
  const given = (working: boolean) =>
    years.flatMap(({ days }) => days.filter((day) => day.working === working).map(({ day }) => day));
  return {
    holidays: new Set([...kept(calendar.holidays), ...given(false)]),
    makeUpDays: new Set([...kept(calendar.makeUpDays), ...given(true)]),
    coveredYears: new Set([...calendar.coveredYears, ...replaced]),
  };
}

function changedDays(calendar: Calendar, years: CalendarYearDays[]): CalendarPreview['changed'] {
  const kindOf = (cal: Calendar, day: Day): DayKind =>
    cal.makeUpDays.has(day) ? 'working' : cal.holidays.has(day) ? 'holiday' : 'ordinary';
  const after = withYears(calendar, years);
  const names = new Map(years.flatMap(({ days }) => days.map(({ day, name }) => [day, name])));
  const replaced = new Set(years.map(({ year }) => year));
  const touched = new Set([...calendar.holidays, ...calendar.makeUpDays, ...names.keys()]);
  return [...touched]
    .filter((day) => replaced.has(yearOf(day)) && kindOf(calendar, day) !== kindOf(after, day))
    .sort()
    .map((day) => ({ day, before: kindOf(calendar, day), after: kindOf(after, day), name: names.get(day) ?? '' }));
}

/**
 * The years as they would stand if a notice were taken over: its own year holds what the notice says, a neighbouring
 * year what it held and what the notice adds. A neighbour without a calendar is left out: it would look complete.
 */
export async function yearsWithNotice(
  db: Db,
  actor: Actor,
  year: number,
  days: CalendarYearDays['days'],
): Promise<{ years: CalendarYearDays[]; leftOut: number[] }> {
  const years: CalendarYearDays[] = [{ year, days: days.filter((entry) => yearOf(entry.day) === year) }];
  const leftOut: number[] = [];
  for (const other of new Set(days.map((entry) => yearOf(entry.day)).filter((found) => found !== year))) {
    const held = await readCalendarYear(db, actor, other);
    const added = days.filter((entry) => yearOf(entry.day) === other);
    const known = new Set(added.map((entry) => entry.day));
    const merged = [...held.days.filter((entry) => !known.has(entry.day)), ...added];
    if (held.covered) years.push({ year: other, days: merged.sort((a, b) => (a.day < b.day ? -1 : 1)) });
    else leftOut.push(other);
  }
  return { years, leftOut };
}

/**
 * Saves whole years as the next version of the calendar and moves what hangs on it, all in one transaction; each moved
 * item's trail says by what and why.
 *
 * @param version The version that the edit began from.
 * @throws DubanError STALE_VERSION where somebody else saved meanwhile, CONFLICT while the clock moves.
 */
export function saveCalendar(
  db: Db,
  actor: Actor,
  input: { years: CalendarYearDays[]; reason: string; version: number },
): Promise<{ version: number; moved: number }> {
  return db.$transaction(async (tx) => {
    const before = await lockCounty(tx, actor.countyId, input.version);
    const calendar = withYears(before.calendar, input.years);
    const version = input.version + 1;
    await writeYears(tx, before, actor, { ...input, version });
    const moved = await writeMoves(tx, before, { calendar }, actor, input.reason);
    await recordEvent(tx, {
      ...{ countyId: before.countyId, kind: 'CALENDAR_CHANGED', businessDay: before.today },
      ...by(actor),
      data: { version, years: input.years.map(({ year }) => year).join('、'), reason: input.reason, moved },
    });
    return { version, moved };
  }, SAVING);
}

/** @throws DubanError STALE_VERSION, or CLOCK_BUSY. */
export async function lockCounty(tx: Tx, countyId: string, version: number): Promise<CountyDay> {
  const [row] = await tx.$queryRaw<{ calendarVersion: number; movingTo: string | null }[]>`
    SELECT "calendarVersion", "movingTo" FROM "County" WHERE id = ${countyId} FOR UPDATE`;
  if (row?.calendarVersion !== version) {
    throw new DubanError('STALE_VERSION', {
      zh: '其他人已修改工作日历，请重新查看后再保存',
      en: 'Somebody else has changed the calendar; look at it again before saving',
    });
  }
  if (row.movingTo !== null) {
    throw new DubanError('CLOCK_BUSY', {
      zh: `业务日期正在推进到 ${row.movingTo}，请稍候`,
      en: `The clock is moving to ${row.movingTo}; wait`,
    });
  }
  return loadCountyDay(tx, countyId);
}

async function writeYears(
  tx: Tx,
  { countyId, today }: CountyDay,
  actor: Actor,
  { years, reason, version }: { years: CalendarYearDays[]; reason: string; version: number },
): Promise<void> {
  for (const { year, days } of years) {
    await keepFirst(tx, actor, year, version - 1, today);
    await tx.calendarDay.deleteMany({ where: { countyId, day: { gte: `${year}-01-01`, lte: `${year}-12-31` } } });
    await tx.calendarDay.createMany({ data: days.map((day) => ({ countyId, ...day })) });
    await tx.calendarYear.upsert({
      where: { countyId_year: { countyId, year } },
      create: { countyId, year, source: reason, version },
      update: { source: reason, version },
    });
    await tx.calendarVersion.create({
      data: { countyId, version, year, days: toJson(days), reason, savedBy: actor.personName, savedOn: today },
    });
  }
  await tx.county.update({ where: { id: countyId }, data: { calendarVersion: version } });
}

/** A year that came with the installation is kept as a version too, so that its first edit can be taken back. */
async function keepFirst(tx: Tx, actor: Actor, year: number, version: number, today: Day): Promise<void> {
  const { countyId } = actor;
  if ((await tx.calendarVersion.count({ where: { countyId, year } })) > 0) return;
  const first = await readCalendarYear(tx, actor, year);
  if (!first.covered) return;
  const source = await tx.calendarYear.findUniqueOrThrow({ where: { countyId_year: { countyId, year } } });
  await tx.calendarVersion.create({
    data: {
      ...{ countyId, version, year, days: toJson(first.days) },
      ...{ reason: source.source, savedBy: '', savedOn: today },
    },
  });
}

/** Moves what hangs on edited days. @returns how many items moved. */
export async function writeMoves(
  tx: Tx,
  before: CountyDay,
  edited: EditedDays,
  actor: Actor,
  reason: string,
): Promise<number> {
  let moved = 0;
  const dueOf: DueMoves = new Map();
  for await (const moves of movedItems(tx, before, edited, true)) {
    moved += moves.length;
    noteDue(dueOf, moves);
    await storeMoves(tx, before, actor, moves, { cause: 'calendar', reason });
  }
  await storeOpenings(tx, await movedOpenings(tx, before, edited, dueOf));
  return moved;
}

async function storeOpenings(tx: Tx, openings: OpeningMove[]): Promise<void> {
  if (openings.length === 0) return;
  const rows = openings.map(({ instanceId, key, to }) => ({ instanceId, key, day: to }));
  await tx.$executeRaw`
    UPDATE "Timer" t SET day = r.day
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("instanceId" text, key text, day text)
    WHERE t."instanceId" = r."instanceId" AND t.key = r.key AND t."firedOn" IS NULL`;
}
