import { DubanError } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { readCalledDrawings, readDrawing, readPlanVersion } from '../../prisma/repositories/rehearsalReads.ts';
import type { Actor } from '../policies/actor.ts';
import { namesIn } from './play.ts';
import { type Prepared, prepareRehearsal } from './prepare.ts';
import { stepInThread } from './rehearseInThread.ts';
import type { SteppedRehearsal, StepsBody } from './schema.ts';

/**
 * Plays one process of a rehearsal step by step, with its drawing and those of the processes that it calls.
 *
 * @throws DubanError NOT_FOUND where the rehearsal has no such process.
 */
export async function stepRehearsal(db: Db, actor: Actor, { subject, ...asked }: StepsBody): Promise<SteppedRehearsal> {
  const prepared = await prepareRehearsal(db, actor, asked);
  const { input, units } = prepared;
  const planId = subject.planId ?? input.plans[0]?.id ?? '';
  const played = await stepInThread({ input, wanted: { ...subject, planId } });
  if (played === null) {
    throw new DubanError('NOT_FOUND', { zh: '推演中没有这个流程', en: 'The rehearsal has no such process' });
  }
  const { unitOf, itemOf } = namesIn(input, units);
  const bpmnXml = await drawingOf(db, prepared, planId, subject.measureId === null ? 'UNIT_IN_PLAN' : 'MEASURE');
  const versionIds = [...new Set(played.processes.flatMap(({ versionId }) => versionId ?? []))];
  const called = await readCalledDrawings(db, actor, versionIds);
  return {
    drawings: [
      { name: played.processes[0]?.name ?? '', bpmnXml, version: null },
      ...called.map(({ id, ...drawing }) => drawing),
    ],
    processes: played.processes.map(({ versionId, calledBy }) => ({
      ...{ drawing: 1 + called.findIndex(({ id }) => id === versionId), calledBy },
    })),
    items: played.items.map(itemOf),
    steps: played.steps.map(({ cause: { unitId, ...cause }, ...step }) => ({
      ...{ ...step, cause: { ...cause, unit: unitOf(unitId) } },
    })),
  };
}

/** The drawing of what was played: the definition that is tried, else the plan's own. */
async function drawingOf(
  db: Db,
  { input, tried, drafts }: Prepared,
  planId: string,
  of: 'MEASURE' | 'UNIT_IN_PLAN',
): Promise<string> {
  const plan = input.plans.find(({ id }) => id === planId);
  const graph = of === 'MEASURE' ? plan?.measureGraph : plan?.unitGraph;
  if (graph === tried.graph) return tried.bpmnXml;
  const settings = drafts.find(({ id }) => id === planId)?.settings;
  if (settings === undefined) return readDrawing(db, await readPlanVersion(db, planId, of));
  return readDrawing(db, of === 'MEASURE' ? settings.measureVersionId : settings.unitVersionId);
}
