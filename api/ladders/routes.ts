import { defaultLadder, type Ladder } from '../../domain/ladder/index.ts';
import { previewLadder, readLadders, saveLadder } from '../../prisma/repositories/ladders.ts';
import { presentGroups } from '../common/moves.ts';
import { rungLabel } from '../common/rungs.ts';
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
function presentLadder(row: LadderRow): LadderRow {
  const rungs = row.ladder.rungs.map((rung) => ({ ...rung, label: rungLabel(rung.key) }));
  return { ...row, ladder: { ...row.ladder, rungs } };
}

/** The whole ladder of an edit: what a rung does and who must approve it comes from the shipped one. */
function wholeLadder({ rungs, earliestAfterOpening }: LadderEdit): Ladder {
  const shipped = new Map(defaultLadder.rungs.map((rung) => [rung.key, rung]));
  return {
    earliestAfterOpening,
    rungs: rungs.flatMap(({ key, offset, audience, listedBefore }) => {
      const known = shipped.get(key);
      if (!known) return [];
      const { listedBefore: _, ...rest } = known;
      return [{ ...rest, offset, audience, ...(listedBefore === undefined ? {} : { listedBefore }) }];
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
    handle: async ({ deps, actor }) => ({ items: (await readLadders(deps.db, actor)).map(presentLadder) }),
  }),
  route({
    ...edits,
    method: 'post',
    path: '/ladders/preview',
    summary: { zh: '保存前查看影响', en: 'What saving would move, without saving' },
    body: previewBody,
    answer: ladderPreview,
    handle: async ({ deps, actor, body: { name, ladder } }) => {
      const preview = await previewLadder(deps.db, actor, { name, ladder: wholeLadder(ladder) });
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
    handle: ({ deps, actor, body: { ladder, ...rest } }) =>
      saveLadder(deps.db, actor, { ...rest, ladder: wholeLadder(ladder) }),
  }),
];
