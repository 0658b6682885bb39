import type { DraftListRow, DraftRow, LaunchFacts } from '../../prisma/repositories/drafts.ts';
import type { PostRow } from '../../prisma/repositories/parties.ts';
import type { ClauseRow, PlanDetail, PlanRow } from '../../prisma/repositories/planReads.ts';
import { type Actor, holdsKind } from '../policies/actor.ts';
import type * as shape from './schema.ts';

export function presentDraftRow(row: DraftListRow): shape.DraftRow {
  const { id, title, fileName, state, measureCount, changedOn } = row;
  return {
    id,
    title,
    fileName,
    state,
    measureCount,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    changedOn,
  };
}

export interface DraftParts {
  row: DraftRow<shape.DraftContent, shape.LaunchSettings>;
  document: { id: string; fileName: string; text: string };
  settings: shape.LaunchSettings;
  resolution: shape.Draft['resolution'];
  findings: shape.Finding[];
  facts: LaunchFacts;
  leaderPosts: PostRow[];
}

export function presentDraft({
  row,
  document,
  settings,
  resolution,
  findings,
  facts,
  leaderPosts,
}: DraftParts): shape.Draft {
  const open = row.state === 'OPEN';
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    planId: row.planId,
    document: { id: document.id, fileName: document.fileName, text: document.text },
    content: row.content,
    settings,
    options: {
      measureVersions: facts.measureVersions,
      unitVersions: facts.unitVersions,
      ladders: facts.ladders,
      units: facts.units.map(({ id, name, kind }) => ({ id, name, kind })),
      leaderPosts,
    },
    resolution,
    findings,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    can: { edit: open, launch: open && findings.every((finding) => finding.severity !== 'error'), discard: open },
  };
}

export function presentPlanRow(row: PlanRow): shape.PlanRow {
  const { id, title, documentNumber, issuedOn, launchedOn, state, counts } = row;
  return { id, title, documentNumber, issuedOn, launchedOn, state, counts };
}

export function presentPlan(plan: PlanDetail, actor: Actor): shape.Plan {
  const wide = holdsKind(actor, 'OFFICE', 'CHIEF_LEADER');
  return {
    ...presentPlanRow(plan),
    kind: plan.kind,
    issuers: plan.issuers,
    period: { start: plan.periodStart, end: plan.periodEnd },
    periods: plan.periods.map(({ key, name, opensOn, dueOn, cutOffOn }) => ({ key, name, opensOn, dueOn, cutOffOn })),
    assessmentYears: plan.years.map(({ key, opensOn }) => ({ key, opensOn })),
    clauses: wide ? plan.clauses.map(presentClause) : [],
    document: plan.documentId ? { id: plan.documentId, fileName: plan.fileName ?? '' } : null,
    progress: plan.progress,
    can: { seeReporting: true, seeClauses: wide, arrange: holdsKind(actor, 'OFFICE') },
  };
}

function presentClause(row: ClauseRow): shape.Clause {
  const { id, kind, state, text, data, arrangement, arrangedBy, arrangedOn } = row;
  return { id, kind, state, text, data, arrangement, arrangedBy, arrangedOn };
}
