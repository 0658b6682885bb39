import { DubanError } from '../../domain/errors.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { readDocumentText } from '../../prisma/repositories/documents.ts';
import { readDraft, readLaunchFacts } from '../../prisma/repositories/drafts.ts';
import { readRunningPlan } from '../../prisma/repositories/revisionReads.ts';
import { applyRevision, type RevisionResult } from '../../prisma/repositories/revisions.ts';
import { unitsOf } from '../../prisma/repositories/scope.ts';
import { idParams } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import type { Actor } from '../policies/actor.ts';
import { officeOnly } from '../policies/index.ts';
import { effectiveSettings } from './defaults.ts';
import { missingTitles } from './findings.ts';
import { withMeasureIds } from './measureIds.ts';
import { resolveLeaders, resolveUnits } from './names.ts';
import { acceptedRevision, type Comparison, presentRevision } from './revision.ts';
import { applyRevisionBody, revision, revisionQuery, revisionResult } from './revisionSchema.ts';
import type { ImportContent, LaunchSettings } from './schema.ts';
import { undecidedNames } from './undecided.ts';

const gates = { tag: 'plans', policy: officeOnly } as const;

/** A changed version of a running plan's document: what it changes, and taking over what the office accepts. */
export const revisionRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/plans/:id/revision',
    summary: { zh: '修订稿与在办方案比对', en: 'A new version of the document beside the running plan' },
    params: idParams,
    query: revisionQuery,
    answer: revision,
    handle: async ({ deps, actor, params, query }) => {
      const { row, comparison } = await compare(deps, actor, params.id, query.draft);
      const { running, content } = comparison;
      const applied =
        row.planId === params.id && row.revision !== null ? (row.revision as object as RevisionResult) : null;
      const differences = applied === null ? presentRevision(comparison) : { planChanges: [], measures: [] };
      return {
        plan: { id: running.id, title: running.title },
        draft: { id: row.id, title: content.plan.title, version: row.version },
        ...differences,
        applied,
      };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/plans/:id/revision',
    summary: { zh: '按修订稿调整在办方案', en: 'Take over what a new version changes' },
    params: idParams,
    body: applyRevisionBody,
    answer: revisionResult,
    handle: async ({ deps, actor, params, body }) => {
      const { row, comparison, open } = await compare(deps, actor, params.id, body.draftId);
      // What was applied before is answered as it was; the repository looks again under lock.
      const done = row.planId === params.id;
      if (!done && open.length > 0) {
        throw new DubanError(
          'LAUNCH_INCOMPLETE',
          {
            zh: `修订稿中还有${open.length}处未确认`,
            en: `${open.length} points of the new version are not settled yet`,
          },
          { problems: open.map(({ pointer, message }) => ({ pointer, message })) },
        );
      }
      const none = { added: [], kept: [], withdrawn: [], plan: {} };
      const result = await applyRevision(deps.db, actor, {
        ...{ planId: params.id, draftId: body.draftId, version: body.version, reason: body.reason },
        settings: comparison.settings,
        accepted: done ? none : acceptedRevision(comparison, body.accept),
      });
      await deps.rollout(params.id);
      return result;
    },
  }),
];

async function compare({ db }: AppDeps, actor: Actor, planId: string, draftId: string) {
  const row = await readDraft<ImportContent, LaunchSettings>(db, actor, draftId);
  const content = withMeasureIds(row.content);
  const facts = await readLaunchFacts(db, actor);
  const { calendar, today } = await loadCountyDay(db, actor.countyId);
  const situation = { facts, calendar, today, ownOfficeUnitIds: unitsOf(actor, ['OFFICE']) };
  const { text } = await readDocumentText(db, actor, row.documentId);
  const resolution = {
    units: resolveUnits(content.measures, facts),
    leaders: resolveLeaders(content.measures, facts),
  };
  const comparison: Comparison = {
    ...{ content, facts, text, today },
    running: await readRunningPlan(db, actor, planId),
    settings: effectiveSettings(content, row.settings, situation),
  };
  return { row, comparison, open: [...undecidedNames(resolution, row.settings), ...missingTitles(content)] };
}
