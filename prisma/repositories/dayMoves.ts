import { addWorkingDays, type Calendar } from '../../domain/calendar.ts';
import type { Audience, Choice, FiredRung, Ladder, RungGroup, RungKey, StepLadder } from '../../domain/ladder/index.ts';
import { calendarOf, countyOf, type OwnDay } from '../../domain/ownDays.ts';
import type { Day, DueRule, WorkItemKind } from '../../domain/process/types.ts';
import { returnedDueOn } from '../../domain/workItem.ts';
import type { Tx } from '../client.ts';
import { Prisma, type WorkItem } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';
import { loadStepLadders } from './ladderChoice.ts';
import { latenessOf } from './lateness.ts';
import { foretell, loadClaims, nextRungColumns, obligationId } from './obligations.ts';
import { carriedDays, resolveRule } from './openItems.ts';
import { distinct, type InstanceRef, loadLadders, loadSubjects, measureOf, type Subjects } from './subjects.ts';

/*
 * What an edit of the calendar or of a ladder moves. An open item moves as if the new calendar had been there from the start: its due
 * day where a rule made it, never one that the document prints or that somebody set; the day on which it is deemed
 * done; overdue days carried from earlier rounds; its next rung. Rungs that have fired stay fired.
 */

const BATCH = 1000;
type Item = Omit<WorkItem, 'text' | 'fields'>;

/** What will be in force. */
export interface Edited {
  calendar: Calendar;
  /** Extra days of plans and units; the county's own where they stay as they are. */
  ownDays?: readonly OwnDay[];
  /** The ladder that takes the place of others; only items that climb one of those are looked at. */
  ladder?: { replaces: string[]; by: Ladder };
  /** The ladder that each item climbs from now on. */
  chosen?: (item: Item & { urgent: boolean; own: Choice; step: StepLadder | undefined }) => Choice;
  /** The later day on which it is to count: items are looked at as they will stand then. Today where it is left out. */
  asOf?: Day | undefined;
  /** Only items of this measure. */
  measureId?: string | undefined;
}

/** Columns of an item before and after. */
export interface ItemMove {
  item: Item;
  kind: WorkItemKind;
  from: Dated;
  to: Dated;
  /** Whom the rung that comes next tells. */
  told: Audience[];
  /** Whether it is late before and after, on the day on which the edit counts. */
  late: { from: boolean; to: boolean };
  /** What will have happened by then under the days of before; null where the edit counts today. */
  byThen: ByThen | null;
  /** The ladder that it goes over to. */
  choice?: Choice;
}

export interface ByThen {
  overdue: boolean;
  rungs: RungKey[];
}

export interface Dated {
  dueOn: Day | null;
  deemOn: Day | null;
  carriedDays: number;
  nextRung: string | null;
  nextRungOn: Day | null;
}

/** The opening of a later step: a timer that has not fired. */
export interface OpeningMove {
  instanceId: string;
  key: string;
  planId: string | null;
  from: Day;
  to: Day;
}

/**
 * Open items that an edit moves, batch by batch in the order of their ids; writes nothing.
 *
 * @param lock Holds the items until the transaction ends, for whoever is going to write.
 */
export async function* movedItems(
  tx: Tx,
  county: CountyDay,
  edited: Edited,
  lock: boolean,
): AsyncGenerator<ItemMove[]> {
  const climbing = edited.ladder ? Prisma.sql`AND "ladderId" = ANY(${edited.ladder.replaces})` : Prisma.empty;
  const ofMeasure = edited.measureId === undefined ? Prisma.empty : Prisma.sql`AND "measureId" = ${edited.measureId}`;
  for (let after = ''; ; ) {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "WorkItem"
      WHERE "countyId" = ${county.countyId} AND state IN ('OPEN', 'PREPARED') AND id > ${after} ${climbing} ${ofMeasure}
      ORDER BY id LIMIT ${BATCH} ${lock ? Prisma.sql`FOR UPDATE` : Prisma.empty}`;
    const ids = rows.map((row) => row.id);
    const items = await tx.workItem.findMany({ where: { id: { in: ids } }, omit: { text: true, fields: true } });
    if (items.length > 0) yield await movesOf(tx, county, edited, items);
    const last = ids.at(-1);
    if (last === undefined || ids.length < BATCH) return;
    after = last;
  }
}

async function movesOf(
  tx: Tx,
  everywhere: CountyDay,
  { calendar: edited, ownDays = everywhere.ownDays, ladder: edit, chosen, asOf = everywhere.today }: Edited,
  items: Item[],
): Promise<ItemMove[]> {
  const refs = items.map((item): InstanceRef => ({ ...item, id: item.instanceId, subjectKind: 'MEASURE' }));
  const subjects = await loadSubjects(tx, everywhere, refs);
  const deadlines = await ownDeadlines(tx, items);
  const ladders = await loadLadders(tx, distinct(items.map((item) => item.ladderId)));
  const steps = await loadStepLadders(
    tx,
    everywhere.countyId,
    items.map((item) => item.stepLadder),
  );
  const claims = await loadClaims(tx, items);
  const earlier = await earlierRounds(tx, items);
  return items.flatMap((item): ItemMove[] => {
    if (item.state === 'OPEN' && item.deemOn !== null && everywhere.today < asOf && item.deemOn <= asOf) return [];
    const ladder = item.ladderId === null ? undefined : ladders.get(item.ladderId);
    const county = countyOf(everywhere, item);
    const calendar = calendarOf({ calendar: edited, ownDays }, item);
    const { dueOn, deemOn, carriedDays: carried } = item;
    const moved = movedDays(item, county, calendar, { ...subjects, deadlines }, earlier);
    const fired = foretell(item, claims, ladder, county.calendar, { today: county.today, before: asOf });
    const from: Dated = {
      dueOn,
      deemOn,
      carriedDays: carried,
      ...nextRungColumns(item, claims, ladder, county.calendar, asOf, fired),
    };
    const choice = chosen?.({
      ...{ ...item, urgent: isUrgent(item, subjects), own: ownLadder(item, subjects) },
      step: item.stepLadder === null ? undefined : steps.get(item.stepLadder),
    });
    const climbing = choice ? { ladderUpTo: choice.ladderUpTo, ladderId: choice.ladderId } : {};
    const by = choice ? choice.ladder : (edit?.by ?? ladder);
    const columns = { ...item, ...moved, ...climbing };
    const to: Dated = { ...moved, ...nextRungColumns(columns, claims, by, calendar, asOf, fired) };
    const late = {
      from: latenessOf(item, county, asOf).late,
      to: latenessOf(columns, { ...county, calendar }, asOf).late,
    };
    const stays = !choice || (choice.ladderId === item.ladderId && choice.ladderUpTo === item.ladderUpTo);
    return same(from, to) && stays
      ? []
      : [
          {
            ...{ item, kind: item.kind as WorkItemKind, from, to, told: toldBy(by, to), late },
            ...{ byThen: byThen(county.today, asOf, late.from, fired), ...(choice ? { choice } : {}) },
          },
        ];
  });
}

/** What will have happened to an item by a later day; null where that is today. */
export function byThen(today: Day, asOf: Day, overdue: boolean, fired: FiredRung[]): ByThen | null {
  return asOf === today ? null : { overdue, rungs: fired.map(({ rung }) => rung) };
}

/** Whom the next rung tells; nobody where none comes. */
export function toldBy(ladder: Ladder | undefined, { nextRung }: Pick<Dated, 'nextRung'>): Audience[] {
  return ladder?.rungs.find(({ key }) => key === nextRung)?.audience ?? [];
}

function isUrgent({ measureId }: Item, subjects: Subjects): boolean {
  return measureId !== null && (subjects.measures.get(measureId)?.urgent ?? false);
}

/** The ladder that the item's process and plan give it; a kind that the process gives none has none of its own. */
function ownLadder(item: Item, subjects: Subjects): Choice {
  const plan = item.planId === null ? undefined : subjects.plans.get(item.planId);
  const ladderUpTo = item.processLadder as RungGroup | null;
  return { ladderId: plan?.ladderId ?? null, ladder: plan?.ladder, ladderUpTo: plan ? ladderUpTo : null };
}

/** Deadlines of their own that instances have, by instance. */
interface DatedSubjects extends Subjects {
  deadlines: ReadonlyMap<string, Day>;
}

async function ownDeadlines(tx: Tx, items: Item[]): Promise<Map<string, Day>> {
  const rows = await tx.processInstance.findMany({
    where: { id: { in: distinct(items.map((item) => item.instanceId)) }, deadlineOn: { not: null } },
    select: { id: true, deadlineOn: true },
  });
  return new Map(rows.map(({ id, deadlineOn }) => [id, deadlineOn as Day]));
}

/** Whether nothing of an item moves. */
export function same(a: Dated, b: Dated): boolean {
  return (Object.keys(a) as (keyof Dated)[]).every((key) => a[key] === b[key]);
}

function movedDays(
  item: Item,
  county: CountyDay,
  calendar: Calendar,
  subjects: DatedSubjects,
  earlier: Map<string, Item[]>,
): Pick<Dated, 'dueOn' | 'deemOn' | 'carriedDays'> {
  const dueOn = movedDue(item, county, calendar, subjects);
  return {
    dueOn,
    deemOn: movedDeemed(item, dueOn, county.calendar, calendar),
    carriedDays: carriedBy(earlier.get(obligationId(item)) ?? [], item, calendar),
  };
}

/** The due day under the new calendar, where the old one yields what is stored; anything else was set or printed. */
function movedDue(item: Item, county: CountyDay, calendar: Calendar, subjects: DatedSubjects): Day | null {
  if (item.dueOn === null || item.originalDueOn !== null) return item.dueOn;
  const { openedOn, periodKey, yearKey } = item;
  const plan = item.planId === null ? undefined : subjects.plans.get(item.planId);
  const measure = measureOf(subjects, { ...item, deadlineOn: subjects.deadlines.get(item.instanceId) ?? null });
  const rule = item.dueRule as unknown as DueRule;
  const byRule = (cal: Calendar) =>
    resolveRule(rule, { ...county, calendar: cal, today: openedOn }, plan, measure, periodKey, yearKey, null);
  const byReturn = (cal: Calendar) => returnedDueOn(openedOn, null, cal, county.limits.returnedWithin);
  const made = [...(item.round > 1 ? [byReturn] : []), byRule].find((make) => make(county.calendar) === item.dueOn);
  return made ? made(calendar) : item.dueOn;
}

function movedDeemed(item: Item, dueOn: Day | null, before: Calendar, after: Calendar): Day | null {
  const { deemOn, deemedAfter } = item;
  if (deemOn === null || deemedAfter === null || item.dueOn === null || dueOn === null) return deemOn;
  return addWorkingDays(before, item.dueOn, deemedAfter) === deemOn
    ? addWorkingDays(after, dueOn, deemedAfter)
    : deemOn;
}

/** Handed-in rounds before the open ones, by obligation, first round first. */
async function earlierRounds(tx: Tx, items: Item[]): Promise<Map<string, Item[]>> {
  const later = items.filter((item) => item.round > 1);
  if (later.length === 0) return new Map();
  const rows = await tx.workItem.findMany({
    where: {
      instanceId: { in: distinct(later.map((item) => item.instanceId)) },
      obligationKey: { in: distinct(later.map((item) => item.obligationKey)) },
    },
    orderBy: { round: 'asc' },
    omit: { text: true, fields: true },
  });
  const byObligation = new Map<string, Item[]>();
  for (const row of rows) byObligation.set(obligationId(row), [...(byObligation.get(obligationId(row)) ?? []), row]);
  return byObligation;
}

/** Overdue days that the rounds before hand on, counted again round by round. */
function carriedBy(rounds: Item[], item: Item, calendar: Calendar): number {
  return rounds
    .filter((round) => round.round < item.round)
    .reduce((carried, round) => carriedDays({ ...round, carriedDays: carried }, { calendar }), 0);
}

/**
 * Timers that have not fired and that the new calendar moves. `dueOf` answers a watched item's new due day, by
 * `instanceId|key`, where the calendar moves that too.
 */
export async function movedOpenings(
  tx: Tx,
  county: CountyDay,
  { calendar, ownDays = county.ownDays }: Pick<Edited, 'calendar' | 'ownDays'>,
  dueOf: ReadonlyMap<string, { from: Day | null; to: Day | null }>,
): Promise<OpeningMove[]> {
  const timers = await tx.$queryRaw<WaitingTimer[]>`
    SELECT t.*, i."planId", i."measureId", i."unitId", i."deadlineOn", w."dueOn"
    FROM "Timer" t JOIN "ProcessInstance" i ON i.id = t."instanceId"
      LEFT JOIN "WorkItem" w ON w."instanceId" = t."instanceId" AND w.key = t."watchedKey"
    WHERE i."countyId" = ${county.countyId} AND i.status = 'RUNNING' AND t."firedOn" IS NULL
      AND t.day IS NOT NULL AND t."setOn" IS NOT NULL
    ORDER BY t."instanceId", t.key`;
  const instances = timers.map((timer): InstanceRef => ({ ...timer, id: timer.instanceId, ...subjectOf(county) }));
  const subjects = await loadSubjects(tx, county, instances);
  return timers.flatMap((timer): OpeningMove[] => {
    const plan = timer.planId === null ? undefined : subjects.plans.get(timer.planId);
    const measure = measureOf(subjects, timer);
    const { periodKey, yearKey, rule } = timer;
    const at = (cal: Calendar, due: Day | null) =>
      resolveRule(rule, { ...county, calendar: cal, today: timer.setOn }, plan, measure, periodKey, yearKey, due);
    const watched = dueOf.get(`${timer.instanceId}|${timer.watchedKey}`) ?? { from: timer.dueOn, to: timer.dueOn };
    const to = at(calendarOf({ calendar, ownDays }, timer), watched.to);
    if (at(calendarOf(county, timer), watched.from) !== timer.day || to === null || to === timer.day) return [];
    const { instanceId, key, planId, day } = timer;
    return [{ instanceId, key, planId, from: day, to }];
  });
}

function subjectOf({ countyId }: CountyDay): Pick<InstanceRef, 'countyId' | 'subjectKind'> {
  return { countyId, subjectKind: 'MEASURE' };
}

interface WaitingTimer {
  instanceId: string;
  key: string;
  rule: DueRule;
  day: Day;
  setOn: Day;
  watchedKey: string | null;
  periodKey: string | null;
  yearKey: string | null;
  planId: string | null;
  measureId: string | null;
  unitId: string | null;
  deadlineOn: Day | null;
  dueOn: Day | null;
}
