import { randomUUID } from 'node:crypto';
import type { Calendar, ExtraDay } from '../../domain/calendar.ts';
import { DubanError } from '../../domain/errors.ts';
import { calendarOf, type OwnDay } from '../../domain/ownDays.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CalendarPreview, type DayKind, lockCounty, previewDays, writeMoves } from './calendarEdit.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';
import { SAVING } from './moves.ts';
import { organisationNotFound } from './organisationChange.ts';

/** Whose days they are: a plan's, or a unit's. */
export type Owner = { planId: string; unitId: null } | { planId: null; unitId: string };

/** All extra days that a plan or a unit is to have. */
export interface ExtraDaysInput {
  owner: Owner;
  days: (ExtraDay & { name: string })[];
}

export interface ExtraDayRow {
  id: string;
  planId: string | null;
  unitId: string | null;
  ownerName: string;
  day: Day;
  working: boolean;
  name: string;
  reason: string;
  savedBy: string;
  savedOn: Day;
  /** Who ended it and why; null while it counts. */
  endedBy: string | null;
  endReason: string | null;
}

/** Extra days of plans and units, those that count first, each with who set and who ended it. */
export async function listExtraDays(db: Tx, actor: Actor): Promise<ExtraDayRow[]> {
  const { countyId } = actor;
  const rows = await db.extraDay.findMany({
    where: { countyId },
    orderBy: [{ untilVersion: { sort: 'desc', nulls: 'first' } }, { day: 'asc' }, { id: 'asc' }],
    take: MOST_SHOWN,
  });
  const names = new Map(
    [
      ...(await db.plan.findMany({ where: { countyId }, select: { id: true, title: true } })),
      ...(await db.unit.findMany({ where: { countyId }, select: { id: true, name: true } })),
    ].map((row) => [row.id, 'title' in row ? row.title : row.name]),
  );
  return rows.map((row) => ({ ...row, ownerName: names.get(row.planId ?? row.unitId ?? '') ?? '' }));
}

const MOST_SHOWN = 500;

/** What giving a plan or a unit these extra days would move, without saving. */
export async function previewExtraDays(db: Db, actor: Actor, input: ExtraDaysInput): Promise<CalendarPreview> {
  const county = await loadCountyDay(db, actor.countyId);
  await requireOwner(db, county, input.owner);
  return previewDays(db, county, { calendar: county.calendar, ownDays: after(county, input) }, changed(county, input));
}

/**
 * Gives a plan or a unit these extra days in place of those that it has, as the next version of the calendar, and moves
 * what hangs on them, all in one transaction; each moved item's trail says by what and why.
 *
 * @param version The version that the edit began from.
 * @throws DubanError STALE_VERSION where somebody else saved meanwhile, CLOCK_BUSY while the clock moves.
 */
export function saveExtraDays(
  db: Db,
  actor: Actor,
  input: ExtraDaysInput & { reason: string; version: number },
): Promise<{ version: number; moved: number }> {
  return db.$transaction(async (tx) => {
    const before = await lockCounty(tx, actor.countyId, input.version);
    const owner = await requireOwner(tx, before, input.owner);
    const version = input.version + 1;
    await writeDays(tx, before, actor, input, version);
    const edited = { calendar: before.calendar, ownDays: after(before, input) };
    const moved = await writeMoves(tx, before, edited, actor, `${owner}：${input.reason}`);
    await recordEvent(tx, {
      ...{ countyId: before.countyId, kind: 'CALENDAR_CHANGED', businessDay: before.today, ...by(actor) },
      ...{ planId: input.owner.planId, unitId: input.owner.unitId },
      data: { version, owner, days: input.days.map(({ day }) => day).join('、'), reason: input.reason, moved },
    });
    return { version, moved };
  }, SAVING);
}

function isOf(owner: Owner): (day: { planId: string | null; unitId: string | null }) => boolean {
  return ({ planId, unitId }) => planId === owner.planId && unitId === owner.unitId;
}

function after({ ownDays }: CountyDay, { owner, days }: ExtraDaysInput): OwnDay[] {
  const kept = ownDays.filter((day) => !isOf(owner)(day));
  return [...kept, ...days.map(({ day, working }) => ({ ...owner, day, working }))];
}

/** Days that are off or worked otherwise than before, for the owner. */
function changed(county: CountyDay, input: ExtraDaysInput): CalendarPreview['changed'] {
  const { owner, days } = input;
  const old = county.ownDays.filter(isOf(owner));
  const before = calendarOf(county, owner);
  const now = calendarOf({ calendar: county.calendar, ownDays: after(county, input) }, owner);
  const names = new Map(days.map(({ day, name }) => [day, name]));
  return [...new Set([...old, ...days].map(({ day }) => day))]
    .sort()
    .map((day) => ({ day, before: kindIn(before, day), after: kindIn(now, day), name: names.get(day) ?? '' }))
    .filter((row) => row.before !== row.after);
}

function kindIn(calendar: Calendar, day: Day): DayKind {
  if (calendar.makeUpDays.has(day)) return 'working';
  return calendar.holidays.has(day) ? 'holiday' : 'ordinary';
}

async function writeDays(
  tx: Tx,
  { countyId, today }: CountyDay,
  actor: Actor,
  { owner, days, reason }: ExtraDaysInput & { reason: string },
  version: number,
): Promise<void> {
  const old = await tx.extraDay.findMany({ where: { countyId, ...owner, untilVersion: null } });
  const same = (a: ExtraDay & { name: string }, b: ExtraDay & { name: string }) =>
    a.day === b.day && a.working === b.working && a.name === b.name;
  const ended = old.filter((row) => !days.some((day) => same(row, day)));
  await tx.extraDay.updateMany({
    where: { id: { in: ended.map((row) => row.id) } },
    data: { untilVersion: version, endedBy: actor.personName, endReason: reason },
  });
  await tx.extraDay.createMany({
    data: days
      .filter((day) => !old.some((row) => same(row, day)))
      .map(({ day, working, name }) => ({
        ...{ id: randomUUID(), countyId, ...owner, day, working, name, reason },
        ...{ savedBy: actor.personName, savedOn: today, sinceVersion: version },
      })),
  });
  await tx.county.update({ where: { id: countyId }, data: { calendarVersion: version } });
}

/** @returns its name. @throws DubanError NOT_FOUND, CONFLICT for a plan or unit that has ended. */
async function requireOwner(db: Tx, { countyId }: CountyDay, { planId, unitId }: Owner): Promise<string> {
  const plan = planId === null ? null : await db.plan.findFirst({ where: { id: planId, countyId } });
  const unit = unitId === null ? null : await db.unit.findFirst({ where: { id: unitId, countyId } });
  if (!plan && !unit) throw organisationNotFound();
  if (plan?.state === 'CLOSED' || (unit && unit.validTo !== null)) {
    throw new DubanError('CONFLICT', {
      zh: '该方案或单位已结束，不再需要休息日安排',
      en: 'This plan or unit has ended; nothing is due of it any more',
    });
  }
  return plan?.title ?? unit?.name ?? '';
}
