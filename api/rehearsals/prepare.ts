import { DubanError } from '../../domain/errors.ts';
import { assessmentYears, reportingPeriods } from '../../domain/periods.ts';
import type { Purpose } from '../../domain/process/purpose.ts';
import type { Graph } from '../../domain/process/types.ts';
import { samplePlan, samplePosts } from '../../domain/rehearsal/sample.ts';
import type { Behaviour, RehearsalInput } from '../../domain/rehearsal/types.ts';
import type { Db } from '../../prisma/client.ts';
import { type CountyDay, loadCountyDay } from '../../prisma/repositories/clock.ts';
import { readDefinition, readVersion } from '../../prisma/repositories/definitionReads.ts';
import { loadUses } from '../../prisma/repositories/ladderChoice.ts';
import { draftsAmong, type SettledDraft } from '../../prisma/repositories/rehearsalDrafts.ts';
import { type PlansToRehearse, readAround, readPlansToRehearse } from '../../prisma/repositories/rehearsalReads.ts';
import { checkDraft } from '../definitions/checkDraft.ts';
import { settledDraft } from '../plans/settledDraft.ts';
import type { Actor } from '../policies/actor.ts';
import type { RehearsalAsked } from './schema.ts';

/** Longest span that is played. */
const mostDays = 800;

/** The definition that is tried, as drawn and as it runs. */
export interface Tried {
  graph: Graph;
  purpose: Purpose;
  bpmnXml: string;
}

export interface Prepared {
  input: RehearsalInput;
  tried: Tried;
  units: { id: string; name: string }[];
  /** Plans that are yet to be launched. */
  drafts: SettledDraft[];
}

/** Reads all that a rehearsal plays with: plans or sample measures, the definition, ladders, days and behaviours. */
export async function prepareRehearsal(db: Db, actor: Actor, asked: RehearsalAsked): Promise<Prepared> {
  requireSpan(asked);
  const tried = await readTried(db, actor, asked);
  const county = await loadCountyDay(db, actor.countyId);
  const drafts = await readDrafts(db, actor, asked);
  const { units, ...part } = await readPart(db, actor, asked, { ...tried, drafts }, county);
  return {
    input: {
      ...{ ...part, from: asked.from, until: asked.until, calendar: county.calendar, ownDays: county.ownDays },
      limits: county.limits,
      officeDays: asked.officeDays,
      ladderUses: await loadUses(db, actor.countyId),
      ...{ behaviour: behaviourOf(asked), behaviours: exceptionsIn(asked) },
    },
    ...{ tried, units, drafts },
  };
}

function requireSpan({ from, until }: RehearsalAsked): void {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  if (days >= 0 && days <= mostDays) return;
  const message = {
    zh: `结束日期应在开始日期之后，最多${mostDays}天`,
    en: `The last day must come after the first, at most ${mostDays} days`,
  };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/until', message }] });
}

async function readTried(db: Db, actor: Actor, { definitionId, version }: RehearsalAsked): Promise<Tried> {
  const row = await readDefinition(db, actor, definitionId);
  const { purpose } = row;
  if (purpose === 'GROUP') {
    throw new DubanError('CONFLICT', {
      zh: '补充成员的流程不针对措施或单位，不能推演',
      en: 'A process that names members of a group belongs to no measure or unit and cannot be rehearsed',
    });
  }
  if (version !== 'draft') {
    const { graph, bpmnXml } = await readVersion(db, actor, definitionId, version);
    return { graph, bpmnXml, purpose };
  }
  if (row.draft === null) {
    throw new DubanError('NOT_FOUND', { zh: '这个流程没有草稿', en: 'This definition has no draft' });
  }
  const { bpmnXml } = row.draft;
  const { graph } = await checkDraft(db, actor, row, bpmnXml);
  if (graph !== null) return { graph, bpmnXml, purpose };
  throw new DubanError('DEFINITION_INVALID', {
    zh: '草稿还有错误，改正后才能推演',
    en: 'The draft has errors; put them right before rehearsing it',
  });
}

function readPart(
  db: Db,
  actor: Actor,
  asked: RehearsalAsked,
  { drafts, ...tried }: Tried & Pick<Prepared, 'drafts'>,
  county: CountyDay,
): Promise<PlansToRehearse> {
  const { planIds, besidePlanIds, from: launchedOn } = asked;
  if (planIds.length === 0 && besidePlanIds.length === 0) return samplePart(db, actor, asked, tried, county);
  return readPlansToRehearse(db, actor, besidePlanIds, { planIds, trial: { ...tried, launchedOn } }, drafts);
}

/** The plans among those asked for that are still drafts, as they would be launched on the first day. */
async function readDrafts(
  db: Db,
  actor: Actor,
  { planIds, besidePlanIds, from: launchedOn }: RehearsalAsked,
): Promise<SettledDraft[]> {
  const ids = await draftsAmong(db, actor, [...planIds, ...besidePlanIds]);
  return Promise.all(ids.map(async (id) => ({ id, launchedOn, ...(await settledDraft(db, actor, id)) })));
}

async function samplePart(
  db: Db,
  actor: Actor,
  { sample, from, until }: RehearsalAsked,
  { graph, purpose }: Tried,
  { calendar }: CountyDay,
): Promise<PlansToRehearse> {
  const span = { launchedOn: from, endsOn: until, today: from };
  const periods = reportingPeriods('semiannual', span, calendar);
  const ofUnit = purpose === 'UNIT_IN_PLAN';
  const plan = samplePlan(sample, from, {
    ...{ measureGraph: ofUnit ? null : graph, unitGraph: ofUnit ? graph : null },
    periods: periods.map(({ key, opensOn, dueOn, cutOffOn }) => ({ key, opensOn, dueOn, cutOffOn })),
    years: assessmentYears(periods, span).map(({ key, opensOn }) => ({ key, opensOn })),
  });
  const units = new Map(plan.measures.flatMap((measure) => measure.units.map(({ unitId, name }) => [unitId, name])));
  const { posts, ...around } = await readAround(db, actor, [plan]);
  const named = posts.filter(({ kind }) => kind !== 'CHIEF_LEADER' && kind !== 'DISCIPLINE');
  return {
    ...{ ...around, plans: [plan], posts: [...samplePosts, ...named] },
    units: [...units].map(([id, name]) => ({ id, name })),
  };
}

function exceptionsIn({ except }: RehearsalAsked): Record<string, Behaviour> {
  return Object.fromEntries(except.map(({ unitId, ...how }) => [unitId, behaviourOf(how)]));
}

function behaviourOf({ behaviour, lateDays }: Pick<RehearsalAsked, 'behaviour' | 'lateDays'>): Behaviour {
  return behaviour === 'late' ? { kind: 'late', days: lateDays } : { kind: behaviour };
}
