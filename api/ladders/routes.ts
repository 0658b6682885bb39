import { defaultLadder, type Ladder, type Rung, rungGroupOf, rungLabelOf } from '../../domain/ladder/index.ts';
import { ladderTimeline } from '../../prisma/repositories/auditReads.ts';
import { previewLadder, readLadders } from '../../prisma/repositories/ladders.ts';
import { cancelPlannedLadder, changeLadder, readPlannedLadders } from '../../prisma/repositories/plannedLadders.ts';
import { presentGroups } from '../common/moves.ts';
import { idParams } from '../common/schema.ts';
import { presentTimeline } from '../common/timeline.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly, organisationReaders } from '../policies/index.ts';
import {
  type LadderEdit,
  type LadderRow,
  ladderList,
  ladderPreview,
  previewBody,
  saveAnswer,
  saveBody,
} from './schema.ts';

const edits = { tag: 'ladders', policy: administratorOnly } as const;

/** A rung is called what it is called everywhere else, whatever its stored version called it. */
function presentLadder<R extends { ladder: LadderRow['ladder'] }>(row: R): R {
  const rungs = row.ladder.rungs.map((rung) => ({ ...rung, label: rungLabelOf(rung.key) }));
  return { ...row, ladder: { ...row.ladder, rungs } };
}

/**
 * The whole ladder of an edit: what a rung does and who must approve it comes from the shipped rung of its group; a
 * reminder or an urging that names a letter is drafted and signed.
 */
function wholeLadder({ rungs, ...rest }: LadderEdit): Ladder {
  const shipped = new Map(defaultLadder.rungs.map((rung) => [rung.group, rung]));
  return {
    ...rest,
    rungs: rungs.flatMap((rung): Rung[] => {
      const group = rungGroupOf(rung.key);
      const known = group && shipped.get(group);
      if (!known) return [];
      const { action, needsApproval } = known;
      const signed: Pick<Rung, 'action' | 'needsApproval'> =
        rung.letter && action === 'notify'
          ? { action: 'letter', needsApproval: 'officeHead' }
          : { action, needsApproval };
      return [{ ...rung, ...signed, group: known.group, label: rungLabelOf(rung.key) }];
    }),
  };
}

export const ladderRoutes: RouteDefinition[] = [
  route({
    ...edits,
    policy: organisationReaders,
    method: 'get',
    path: '/ladders',
    summary: { zh: '升级规则及历次版本', en: 'Ladders with all their versions' },
    answer: ladderList,
    handle: async ({ deps: { db }, actor }) => ({
      items: (await readLadders(db, actor)).map(presentLadder),
      planned: (await readPlannedLadders(db, actor)).map(presentLadder),
      trail: (await ladderTimeline(db, actor)).map(presentTimeline),
    }),
  }),
  route({
    ...edits,
    method: 'post',
    path: '/ladders/preview',
    summary: { zh: '保存前查看影响', en: 'What saving would move, without saving' },
    body: previewBody,
    answer: ladderPreview,
    handle: async ({ deps, actor, body: { name, ladder, fromDay } }) => {
      const preview = await previewLadder(deps.db, actor, { name, ladder: wholeLadder(ladder) }, fromDay);
      return { ...preview, items: presentGroups(preview.items) };
    },
  }),
  route({
    ...edits,
    method: 'post',
    path: '/ladders',
    summary: { zh: '保存升级规则', en: 'Saves the next version of a ladder; plans that climb it go over to it' },
    body: saveBody,
    answer: saveAnswer,
    handle: ({ deps, actor, body: { ladder, fromDay, ...rest } }) =>
      changeLadder(deps.db, actor, { ...rest, ladder: wholeLadder(ladder) }, fromDay),
  }),
  route({
    ...edits,
    method: 'post',
    path: '/ladders/planned/:id/cancel',
    summary: { zh: '撤回尚未生效的修改', en: 'Takes back a version that waits for its day' },
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await cancelPlannedLadder(deps.db, actor, params.id);
      return undefined;
    },
  }),
];
