import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import { type MatterTemplate, templateProblem } from '../../domain/matters/template.ts';
import type { Day } from '../../domain/process/types.ts';
import { type Cadence, cadenceInWords, isCadence, nextOccurrence, type TriggerEvent } from '../../domain/triggers.ts';
import type { Db, Tx } from '../client.ts';
import type { ProcessTrigger, TriggerOccurrence } from '../generated/client.ts';
import { toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { arrangeIn } from './clauses.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { requireUnits } from './organisationChange.ts';
import { latestVersion } from './processRuns.ts';

type When = { cadence: Cadence } | { event: TriggerEvent; threshold: number | null; rung: string | null };

export interface NewTrigger {
  definitionId: string;
  /** A schedule names its plan, unless it opens matters; a rule without one holds for every plan. */
  planId: string | null;
  note: string;
  when: When;
  /** By what a matter of its own is opened each time; null: it begins for measures. */
  matter: MatterTemplate | null;
  /** The clause of the plan that it carries out; it counts as arranged by this. */
  clauseId?: string | undefined;
}

/** Occurrences that a list shows of each. */
const SHOWN = 10;

export interface TriggerRow extends ProcessTrigger {
  definitionName: string;
  planTitle: string | null;
  occurrences: (TriggerOccurrence & { matterId: string | null; measure: { id: string; title: string } | null })[];
  /** Whether there were earlier ones, which are left out. */
  more: boolean;
}

/**
 * Schedules and rules of the county that have not been removed, with what became of the last occurrences; the last that
 * began something is among them however long ago it was.
 */
export async function listTriggers(db: Tx, actor: Actor): Promise<TriggerRow[]> {
  const { countyId } = actor;
  const triggers = await db.processTrigger.findMany({
    where: { countyId, removedOn: null },
    orderBy: [{ createdOn: 'desc' }, { id: 'asc' }],
    include: { occurrences: { orderBy: [{ day: 'desc' }, { key: 'desc' }], take: SHOWN + 2 } },
  });
  const definitions = await db.processDefinition.findMany({ where: { countyId }, select: { id: true, name: true } });
  const plans = await db.plan.findMany({ where: { countyId }, select: { id: true, title: true } });
  const names = new Map(definitions.map(({ id, name }) => [id, name]));
  const titles = new Map(plans.map(({ id, title }) => [id, title]));
  const lastBegun = await db.$queryRaw<TriggerOccurrence[]>`
    SELECT DISTINCT ON ("triggerId") * FROM "TriggerOccurrence"
    WHERE "triggerId" = ANY(${triggers.map(({ id }) => id)}) AND state = 'BEGUN'
    ORDER BY "triggerId", day DESC, key DESC`;
  const shown = new Map(
    triggers.map(({ id, occurrences: last }) => {
      const occurrences = last.slice(0, SHOWN);
      const begun = lastBegun.filter((one) => one.triggerId === id && occurrences.every(({ key }) => key !== one.key));
      return [id, [...occurrences, ...begun]];
    }),
  );
  const all = [...shown.values()].flat();
  const opened = await mattersOf(
    db,
    all.map((one) => one.runId),
  );
  const measures = await db.measure.findMany({
    where: { countyId, id: { in: all.flatMap((one) => one.measureId ?? []) } },
    select: { id: true, title: true },
  });
  return triggers.map((trigger) => ({
    ...trigger,
    more: trigger.occurrences.length > (shown.get(trigger.id) ?? []).length,
    occurrences: (shown.get(trigger.id) ?? []).map((one) => ({
      ...one,
      matterId: opened.get(one.runId ?? '') ?? null,
      measure: measures.find(({ id }) => id === one.measureId) ?? null,
    })),
    definitionName: names.get(trigger.definitionId) ?? '',
    planTitle: titles.get(trigger.planId ?? '') ?? null,
  }));
}

/** The matters that runs were begun for, by run. */
async function mattersOf(db: Tx, runIds: (string | null)[]): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ runId: string; matterId: string }[]>`
    SELECT r.id AS "runId", p.id AS "matterId" FROM "ProcessRun" r JOIN "Plan" p ON p.id = r."planId"
    WHERE r.id = ANY(${runIds.filter((id) => id !== null)}) AND p.kind = 'MATTER'`;
  return new Map(rows.map((row) => [row.runId, row.matterId]));
}

/** @throws DubanError VALIDATION, or NOT_FOUND where definition or plan cannot be begun for. */
export function createTrigger(db: Db, actor: Actor, input: NewTrigger): Promise<string> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const { countyId, today } = county;
    const { definitionId, planId, note, when, matter, clauseId = null } = input;
    const version = await latestVersion(tx, countyId, definitionId);
    await requirePlan(tx, countyId, planId, 'cadence' in when && matter === null);
    await refuseTemplate(tx, countyId, input);
    const trigger = await tx.processTrigger.create({
      data: {
        ...{ id: randomUUID(), countyId, definitionId, planId, note, clauseId },
        ...whenColumns(when, today),
        ...(matter === null ? {} : { matter: toJson(matter) }),
        ...{ createdBy: actor.personName, createdOn: today },
      },
    });
    if (clauseId !== null && planId !== null && 'cadence' in when) {
      const arrangement = `自动启动“${version.definition.name}”：${cadenceInWords(when.cadence)}`;
      await arrangeIn(tx, county, actor, { planId, clauseId, arrangement });
    }
    await record(tx, county, actor, trigger, { act: 'created', name: version.definition.name });
    return trigger.id;
  });
}

async function requirePlan(tx: Tx, countyId: string, planId: string | null, needed: boolean): Promise<void> {
  if (planId === null && !needed) return;
  const plan = await tx.plan.findFirst({ where: { id: planId ?? '', countyId, state: { not: 'CLOSED' } } });
  if (plan) return;
  const message = { zh: '请选择一个在办方案', en: 'Choose a plan that runs' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/planId', message }] });
}

/** A template that could open nothing, or names what is not there. What follows a closed measure is always a matter. */
async function refuseTemplate(
  tx: Tx,
  countyId: string,
  { matter, when, planId }: Pick<NewTrigger, 'matter' | 'when' | 'planId'>,
): Promise<void> {
  const closing = 'event' in when && when.event === 'MEASURE_CLOSED';
  if (matter === null) {
    if (closing) {
      throw invalid(
        '/matter',
        '措施办结后没有可启动的措施，请选“发起专项事项”（如回头看）',
        'A closed measure has no process of its own; let it open a matter',
      );
    }
    return;
  }
  const aboutMeasure = 'event' in when && when.event !== 'PLAN_LAUNCHED';
  const planKnown = planId !== null || 'event' in when;
  const problem = templateProblem(matter, { aboutMeasure, planKnown });
  if (problem !== null) throw invalid('/matter/units', problem.zh, problem.en);
  await requireUnits(
    tx,
    countyId,
    matter.units.map((unit) => unit.unitId),
    '/matter/units',
  );
  const { leaderPostId: id } = matter;
  const kinds = { in: ['LEADER' as const, 'CHIEF_LEADER' as const] };
  if (id !== null && (await tx.post.count({ where: { id, countyId, kind: kinds } })) === 0) {
    throw invalid('/matter/leaderPostId', '所选责任领导不存在', 'The chosen leader does not exist');
  }
}

function invalid(pointer: string, zh: string, en: string): DubanError {
  return new DubanError('VALIDATION', { zh, en }, { problems: [{ pointer, message: { zh, en } }] });
}

function whenColumns(when: When, today: Day) {
  return 'cadence' in when ? scheduleColumns(when.cadence, today) : ruleColumns(when);
}

function scheduleColumns(cadence: Cadence, today: Day) {
  if (!isCadence(cadence)) {
    const message = {
      zh: '日期不合规则：星期填1–7，日填1–31，季度的第几月填1–3，年度的月份填1–12',
      en: 'There is no such day: weekdays are 1–7, days 1–31, months of a quarter 1–3, of a year 1–12',
    };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/when/cadence', message }] });
  }
  const { every, on, month } = cadence;
  return { kind: 'SCHEDULE' as const, every, onDay: on, month, nextOn: nextOccurrence(cadence, today) };
}

function ruleColumns({ event, threshold, rung }: Exclude<NewTrigger['when'], { cadence: Cadence }>) {
  const missing =
    (event === 'RETURNED' && (threshold === null || threshold < 1)) ||
    (event === 'SCORE_BELOW' && threshold === null) ||
    (event === 'RUNG_REACHED' && rung === null);
  if (missing) {
    const message = {
      zh: '请填写界限：退回几次、多少分以下，或升级到哪一级',
      en: 'Say the limit: how many returns, below how many points, or which rung',
    };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/when', message }] });
  }
  return { kind: 'EVENT' as const, event, threshold, rung };
}

async function lockTrigger(tx: Tx, actor: Actor, id: string): Promise<ProcessTrigger> {
  await tx.$queryRaw`SELECT id FROM "ProcessTrigger" WHERE id = ${id} FOR UPDATE`;
  const trigger = await tx.processTrigger.findFirst({ where: { id, countyId: actor.countyId, removedOn: null } });
  if (trigger) return trigger;
  throw new DubanError('NOT_FOUND', { zh: '没有找到该自动启动规则', en: 'There is no such rule' });
}

function record(tx: Tx, county: CountyDay, actor: Actor, trigger: ProcessTrigger, data: Record<string, string>) {
  return recordEvent(tx, {
    ...{ countyId: county.countyId, kind: 'TRIGGER_CHANGED', businessDay: county.today },
    ...{ definitionId: trigger.definitionId, planId: trigger.planId },
    ...{ ...by(actor), data: { triggerId: trigger.id, ...data } },
  });
}

export interface TriggerChange {
  id: string;
  reason: string;
}

export interface TriggerEdit {
  id: string;
  note: string;
  when: When;
  matter: MatterTemplate | null;
  reason: string;
}

/**
 * Changes what a schedule or a rule says, in place: what it has begun stays its own. A schedule stays a schedule, and
 * goes on from its next day.
 *
 * @throws DubanError NOT_FOUND, VALIDATION as at its creation, CONFLICT where the one would become the other.
 */
export function editTrigger(db: Db, actor: Actor, { id, note, when, matter, reason }: TriggerEdit): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const trigger = await lockTrigger(tx, actor, id);
    const columns = whenColumns(when, county.today);
    if (columns.kind !== trigger.kind || (matter === null) !== (trigger.matter === null)) {
      throw new DubanError('CONFLICT', {
        zh: '按日期与按事件、为措施启动与发起专项事项之间不能互改，请另建一条',
        en: 'A schedule cannot become a rule, nor what begins for measures open matters; make another one',
      });
    }
    await refuseTemplate(tx, county.countyId, { matter, when, planId: trigger.planId });
    await tx.processTrigger.update({
      where: { id },
      data: { note, ...columns, ...(matter === null ? {} : { matter: toJson(matter) }), scheduleStale: true },
    });
    await record(tx, county, actor, trigger, { act: 'edited', reason });
  });
}

type Act = 'paused' | 'resumed' | 'removed';

function change(db: Db, actor: Actor, { id, reason }: TriggerChange, act: Act): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const trigger = await lockTrigger(tx, actor, id);
    if ((act === 'paused') === (trigger.pausedOn !== null) && act !== 'removed') {
      throw new DubanError('CONFLICT', {
        zh: '状态已经变化，请刷新后查看',
        en: 'It has changed meanwhile; look again',
      });
    }
    const columns = {
      paused: { pausedOn: county.today, pauseReason: reason, pausedBy: actor.personName },
      resumed: { pausedOn: null, pauseReason: null, pausedBy: null },
      removed: { removedOn: county.today, nextOn: null },
    };
    await tx.processTrigger.update({ where: { id }, data: { ...columns[act], scheduleStale: true } });
    await record(tx, county, actor, trigger, { act, reason });
  });
}

/** Paused, it begins nothing; what a schedule would have begun meanwhile is listed and not made good. */
export const pauseTrigger = (db: Db, actor: Actor, input: TriggerChange) => change(db, actor, input, 'paused');
export const resumeTrigger = (db: Db, actor: Actor, input: TriggerChange) => change(db, actor, input, 'resumed');
/** What it has begun goes on. */
export const removeTrigger = (db: Db, actor: Actor, input: TriggerChange) => change(db, actor, input, 'removed');

/**
 * Begins a schedule's process today, beside its rhythm; once a day.
 *
 * @throws DubanError CONFLICT where it was run today already, or is a rule and no schedule.
 */
export function runTriggerNow(db: Db, actor: Actor, { id, reason }: TriggerChange): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const trigger = await lockTrigger(tx, actor, id);
    const { count } = await tx.triggerOccurrence.createMany({
      data: trigger.kind === 'EVENT' ? [] : [nowRow(trigger, county.today)],
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new DubanError('CONFLICT', {
        zh: '今天已经启动过，或这是按事件启动的规则',
        en: 'It was run today already, or it is set off by events alone',
      });
    }
    await record(tx, county, actor, trigger, { act: 'run', reason });
  });
}

function nowRow(trigger: ProcessTrigger, day: Day) {
  return { triggerId: trigger.id, key: `NOW ${day}`, day, state: 'PENDING' as const, planId: trigger.planId };
}
