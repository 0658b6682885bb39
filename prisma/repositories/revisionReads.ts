import { DubanError } from '../../domain/errors.ts';
import type { AssignmentRole } from '../../domain/parties.ts';
import type { RevisionMeasure } from '../../domain/revision.ts';
import type { Tx } from '../client.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { mayChangeMeasure, readHeads } from './measureChanges.ts';
import { postsById } from './parties.ts';

export interface RunningMeasure extends RevisionMeasure {
  number: number;
  state: 'RUNNING' | 'CLOSED' | 'WITHDRAWN';
  /** Whether the actor may change it at all. */
  mine: boolean;
}

export interface RunningPlan {
  id: string;
  title: string;
  documentNumber: string | null;
  issuedOn: string | null;
  periodEnd: string | null;
  state: string;
  measures: RunningMeasure[];
}

/** A plan as it runs, with all its measures, for comparing it with a new version of its document. */
export async function readRunningPlan(db: Tx, actor: Actor, id: string): Promise<RunningPlan> {
  const plan = await db.plan.findFirst({
    where: { id, countyId: actor.countyId, kind: 'DOCUMENT' },
    include: {
      measures: {
        orderBy: { number: 'asc' },
        include: {
          assignments: { where: { removedOn: null }, orderBy: { ordinal: 'asc' }, include: { unit: true } },
          leaders: { orderBy: { ordinal: 'asc' } },
          indicators: { orderBy: { number: 'asc' } },
        },
      },
    },
  });
  if (!plan) throw new DubanError('NOT_FOUND', { zh: '没有该方案', en: 'There is no such plan' });
  const postIds = plan.measures.flatMap((measure) => measure.leaders.map((leader) => leader.postId));
  const posts = await postsById(db, actor.businessDay, postIds);
  const heads = await readHeads(
    db,
    actor,
    plan.measures.map((measure) => measure.id),
  );
  const mine = new Set(heads.filter((head) => mayChangeMeasure(actor, head)).map((head) => head.id));
  const measures = plan.measures.map((row): RunningMeasure => {
    const passages = fromJson<{ text: string }[]>(row.passages);
    return {
      ...{ id: row.id, number: row.number, title: row.title, path: row.path, state: row.state },
      text: passages.map((passage) => passage.text).join('\n'),
      deadline: { text: row.deadlineText ?? '', kind: row.deadlineKind, date: row.deadlineOn },
      leaders: row.leaders.map(({ postId }) => {
        const post = posts.get(postId);
        return { key: postId, name: post?.holder?.name ?? post?.title ?? '' };
      }),
      units: row.assignments.map(({ unitId, unit, role }) => ({
        ...{ key: unitId, name: unit.name, role: role as AssignmentRole },
      })),
      indicators: row.indicators.map(({ text, comparator, value, valueTo, unit, period, by }) => ({
        ...{ text, comparator, value, valueTo, unit, period, by },
      })),
      mine: mine.has(row.id),
    };
  });
  const { title, documentNumber, issuedOn, periodEnd, state } = plan;
  return { id, title, documentNumber, issuedOn, periodEnd, state, measures };
}
