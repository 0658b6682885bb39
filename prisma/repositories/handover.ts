import { DubanError, type UserMessage } from '../../domain/errors.ts';
import { rungLabelOf } from '../../domain/ladder/index.ts';
import { type LetterKind, letterKindFacts } from '../../domain/letters/index.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { organisationNotFound } from './organisationChange.ts';
import { type PostRow, postsById } from './parties.ts';
import { draftsToSign, heldWith, type OpenTalk, openDecisions, openTalks } from './postDuties.ts';
import { reachOf } from './scope.ts';

/** One open thing that goes over to whoever follows in a post. */
export interface HandoverRow {
  id: string;
  kind: WorkItemKind;
  state: string;
  dueOn: string | null;
  planTitle: string | null;
  measureTitle: string | null;
  /** What is asked, of a promise or a letter's answer. */
  asked: string | null;
}

export interface Handover {
  post: PostRow;
  items: HandoverRow[];
  /** Severe rungs to decide about, and letters to sign. */
  approvals: (Concerned & { id: string; of: 'escalations' | 'letters'; label: UserMessage; since: string })[];
  /** Approved talks that are not finished, by the id of their escalation. */
  talks: (Concerned & Omit<OpenTalk, 'escalation'> & { id: string })[];
}

interface Concerned {
  unitName: string | null;
  measureTitle: string | null;
}

/**
 * What is open of a post 交接清单: its items (promises of talks and answers to letters among them), the decisions and
 * signatures that wait for it, and its talks that are not finished. Read by whoever holds the post, by the office and the chief leaders.
 *
 * @throws DubanError FORBIDDEN for anybody else.
 */
export async function readHandover(db: Tx, actor: Actor, postId: string): Promise<Handover> {
  const row = await db.post.findFirst({ where: { id: postId, countyId: actor.countyId } });
  if (!row) throw organisationNotFound();
  if (!reachOf(actor).all && !actor.posts.some((post) => post.id === postId)) {
    throw new DubanError('FORBIDDEN', {
      zh: '交接清单由任职人和办公室查看',
      en: 'Whoever holds the post, and the office, read what goes over',
    });
  }
  const post = (await postsById(db, actor.businessDay, [postId])).get(postId);
  if (!post) throw organisationNotFound();
  const items = await db.workItem.findMany({
    where: { countyId: actor.countyId, state: { in: ['OPEN', 'PREPARED'] }, ...heldWith(row) },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    select: { id: true, kind: true, state: true, dueOn: true, planId: true, measureId: true, fields: true },
  });
  const decisions = await openDecisions(db, actor.countyId, row);
  const letters = await draftsToSign(db, actor.countyId, row, decisions);
  const talks = await openTalks(db, actor.countyId, row);
  const about = [...decisions, ...letters, ...talks.map((talk) => talk.escalation)];
  const named = await titles(db, [...items, ...about]);
  const units = await db.unit.findMany({ where: { id: { in: about.flatMap((one) => one.unitId ?? []) } } });
  const concerned = ({ unitId, measureId }: (typeof about)[number]): Concerned => ({
    unitName: units.find((unit) => unit.id === unitId)?.name ?? null,
    measureTitle: named.get(measureId ?? '') ?? null,
  });
  return {
    post,
    items: items.map(({ id, kind, state, dueOn, planId, measureId, fields }) => ({
      ...{ id, state, dueOn, kind: kind as WorkItemKind },
      ...{ planTitle: named.get(planId ?? '') ?? null, measureTitle: named.get(measureId ?? '') ?? null },
      asked: askedIn(fields),
    })),
    approvals: [
      ...decisions.map((one) => ({
        ...{ id: one.id, of: 'escalations' as const, label: rungLabelOf(one.rung), since: one.reachedOn },
        ...concerned(one),
      })),
      ...letters.map((one) => ({
        ...{ id: one.id, of: 'letters' as const, label: letterKindFacts[one.kind as LetterKind].label },
        ...{ since: one.draftedOn, ...concerned(one) },
      })),
    ],
    talks: talks.map(({ escalation, ...talk }) => ({ id: escalation.id, ...talk, ...concerned(escalation) })),
  };
}

function askedIn(fields: unknown): string | null {
  if (fields === null || typeof fields !== 'object' || !('asked' in fields)) return null;
  return typeof fields.asked === 'string' ? fields.asked : null;
}

async function titles(db: Tx, rows: readonly { planId: string | null; measureId: string | null }[]) {
  const plans = await db.plan.findMany({
    where: { id: { in: rows.flatMap((row) => row.planId ?? []) } },
    select: { id: true, title: true },
  });
  const measures = await db.measure.findMany({
    where: { id: { in: rows.flatMap((row) => row.measureId ?? []) } },
    select: { id: true, title: true },
  });
  return new Map([...plans, ...measures].map(({ id, title }) => [id, title]));
}
