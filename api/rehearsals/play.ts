import { DubanError } from '../../domain/errors.ts';
import { defaultLadder } from '../../domain/ladder/index.ts';
import { assessmentYears, reportingPeriods } from '../../domain/periods.ts';
import type { Graph } from '../../domain/process/types.ts';
import { sampleMeasures, sampleParties } from '../../domain/rehearsal/sample.ts';
import type { Behaviour, RehearsalInput, RehearsedItem } from '../../domain/rehearsal/types.ts';
import type { Db } from '../../prisma/client.ts';
import { type CountyDay, loadCountyDay } from '../../prisma/repositories/clock.ts';
import { readDefinition, readVersion } from '../../prisma/repositories/definitionReads.ts';
import { readCalled, readPlanToRehearse, readStepLadders } from '../../prisma/repositories/rehearsalReads.ts';
import { checkDraft } from '../definitions/checkDraft.ts';
import type { Actor } from '../policies/actor.ts';
import { type Played, rehearseInThread } from './rehearseInThread.ts';
import type { Rehearsal, RehearsalBody } from './schema.ts';

/** Longest span that is played; more items than this are counted and not listed. */
const mostDays = 800;
const mostItems = 3_000;

/** Plays a definition as a draft or version on a plan or on sample measures. Nothing is stored. */
export async function playRehearsal(db: Db, actor: Actor, body: RehearsalBody): Promise<Rehearsal> {
  requireSpan(body);
  const graph = await readGraph(db, actor, body);
  const county = await loadCountyDay(db, actor.countyId);
  const part =
    body.planId === null ? samplePart(body, county) : await readPlanToRehearse(db, actor, body.planId, graph);
  const { units, ...subject } = part;
  const called = await readCalled(db, graph);
  const played = await rehearseInThread({
    ...subject,
    ...{ graph, called, from: body.from, until: body.until },
    ladders: await readStepLadders(db, county.countyId, [graph, ...Object.values(called)]),
    ...{
      calendar: county.calendar,
      behaviours: exceptionsIn(body),
      officeDays: body.officeDays,
      behaviour: behaviourOf(body),
    },
  });
  return present(played, subject.measures, units);
}

function requireSpan({ from, until }: RehearsalBody): void {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  if (days >= 0 && days <= mostDays) return;
  const message = {
    zh: `结束日期应在开始日期之后，最多${mostDays}天`,
    en: `The last day must come after the first, at most ${mostDays} days`,
  };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/until', message }] });
}

async function readGraph(db: Db, actor: Actor, { definitionId, version }: RehearsalBody): Promise<Graph> {
  if (version !== 'draft') return (await readVersion(db, actor, definitionId, version)).graph;
  const row = await readDefinition(db, actor, definitionId);
  if (row.draft === null) {
    throw new DubanError('NOT_FOUND', { zh: '这个流程没有草稿', en: 'This definition has no draft' });
  }
  const { graph } = await checkDraft(db, actor, row, row.draft.bpmnXml);
  if (graph !== null) return graph;
  throw new DubanError('DEFINITION_INVALID', {
    zh: '草稿还有错误，改正后才能推演',
    en: 'The draft has errors; put them right before rehearsing it',
  });
}

function exceptionsIn({ except }: RehearsalBody): Record<string, Behaviour> {
  return Object.fromEntries(except.map(({ unitId, ...how }) => [unitId, behaviourOf(how)]));
}

function behaviourOf({ behaviour, lateDays }: Pick<RehearsalBody, 'behaviour' | 'lateDays'>): Behaviour {
  return behaviour === 'late' ? { kind: 'late', days: lateDays } : { kind: behaviour };
}

function samplePart(body: RehearsalBody, { calendar }: CountyDay) {
  const span = { launchedOn: body.from, endsOn: body.until, today: body.from };
  const periods = reportingPeriods('semiannual', span, calendar);
  const measures = sampleMeasures(body.sample, body.from);
  const units = new Map(measures.flatMap((measure) => measure.units.map(({ unitId, name }) => [unitId, name])));
  return {
    ...sampleParties,
    measures,
    periods: periods.map(({ key, opensOn, dueOn, cutOffOn }) => ({ key, opensOn, dueOn, cutOffOn })),
    years: assessmentYears(periods, span).map(({ key, opensOn }) => ({ key, opensOn })),
    ladder: defaultLadder,
    units: [...units].map(([id, name]) => ({ id, name })),
  };
}

function present(
  { result, summary }: Played,
  measures: RehearsalInput['measures'],
  units: { id: string; name: string }[],
): Rehearsal {
  const titles = new Map(measures.map(({ id, title }) => [id, title]));
  const named = new Map(units.map((unit) => [unit.id, unit]));
  const unitOf = (id: string | null) => (id === null ? null : (named.get(id) ?? { id, name: id }));
  const row = ({ kind: _kind, unitId, ...item }: RehearsedItem) => ({
    ...item,
    measure: titles.get(item.measureId) ?? '',
    unit: unitOf(unitId),
  });
  const items = [...result.items].sort((a, b) => a.openedOn.localeCompare(b.openedOn));
  return {
    ...{ items: items.slice(0, mostItems).map(row), itemCount: summary.items, overdue: summary.overdue },
    ...{ rungCount: summary.rungs, measures: measures.length, ended: result.ended.length, stuck: result.stuck },
    days: summary.days,
    weeks: summary.weeks.map(({ unitId, ...load }) => ({ ...load, unit: unitOf(unitId) })),
    collisions: summary.collisions.map(({ unitId, ...load }) => ({
      ...load,
      unit: unitOf(unitId) ?? { id: unitId, name: unitId },
    })),
  };
}
