import { DubanError } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { lockCountyDay } from './clock.ts';
import { loadHead, type MeasureHead } from './measureChanges.ts';
import { createRun, latestVersion } from './processRuns.ts';
import { holdsAny } from './scope.ts';

/** Key of the shipped definition by which an instruction is carried out. */
const INSTRUCTION = 'instruction';

export interface NewInstruction {
  measureId: string;
  /** Whose instruction it is; left out, the actor's own post as a leader. */
  postId?: string | undefined;
  text: string;
  deadlineOn: Day;
}

/** A leader who may give instructions about a measure: one who is responsible for it, or a chief leader. */
export interface Instructor {
  postId: string;
  title: string;
  personName: string;
}

/** Leaders whose instructions about a measure count, as their posts are held on the business day. */
export async function instructorsOf(db: Tx, actor: Actor, { leaderPostIds }: MeasureHead): Promise<Instructor[]> {
  const { countyId, businessDay: today } = actor;
  const held = { fromDay: { lte: today }, OR: [{ toDay: null }, { toDay: { gte: today } }] };
  const posts = await db.post.findMany({
    where: { countyId, OR: [{ id: { in: leaderPostIds } }, { kind: 'CHIEF_LEADER' }] },
    orderBy: { id: 'asc' },
    include: { holdings: { where: held, include: { person: { select: { name: true } } }, take: 1 } },
  });
  return posts.flatMap(({ id, title, holdings: [holding] }) =>
    holding ? [{ postId: id, title, personName: holding.person.name }] : [],
  );
}

/** Those of the leaders for whom the actor may enter an instruction: the own posts; the office enters written ones. */
export function mayInstructFor(actor: Actor, instructors: readonly Instructor[]): Instructor[] {
  if (holdsAny(actor, ['OFFICE'])) return [...instructors];
  return instructors.filter((instructor) => actor.posts.some((post) => post.id === instructor.postId));
}

/**
 * 批示: a leader's instruction about a measure becomes a work item of its coordinating unit, due on the day that the
 * leader set, and comes back to the responsible leader. The office may enter what was written on paper.
 *
 * @throws DubanError NOT_FOUND, FORBIDDEN where it is no such leader's or not the actor's to enter, VALIDATION where the
 *   day has passed, CONFLICT where the measure has ended or nobody coordinates it.
 * @returns the id of the run that carries it out.
 */
export function giveInstruction(db: Db, actor: Actor, input: NewInstruction): Promise<{ id: string; planId: string }> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    await tx.$queryRaw`SELECT id FROM "Measure" WHERE id = ${input.measureId} FOR UPDATE`;
    const measure = await loadHead(tx, actor, input.measureId);
    const instructor = chooseInstructor(actor, await instructorsOf(tx, actor, measure), input.postId);
    refuseUnfit(measure, input.deadlineOn, county.today);
    const definition = await tx.processDefinition.findUniqueOrThrow({
      where: { countyId_key: { countyId: actor.countyId, key: INSTRUCTION } },
    });
    const version = await latestVersion(tx, actor.countyId, definition.id);
    const id = await createRun(
      tx,
      county,
      {
        ...{ planId: measure.planId, note: input.text, deadlineOn: input.deadlineOn },
        ...{ instructedByPostId: instructor.postId, startedBy: instructor.personName },
        ...{ by: actor, triggerIds: [] },
      },
      version,
      [measure],
    );
    return { id, planId: measure.planId };
  });
}

function chooseInstructor(actor: Actor, all: readonly Instructor[], postId: string | undefined): Instructor {
  const mine = mayInstructFor(actor, all);
  const own = mine.find((instructor) => actor.posts.some((post) => post.id === instructor.postId));
  const chosen = postId === undefined ? own : mine.find((instructor) => instructor.postId === postId);
  if (chosen) return chosen;
  throw new DubanError('FORBIDDEN', {
    zh: '批示由该措施的责任领导或党政主要领导作出；书面批示由办公室录入，并注明是哪位领导的批示',
    en: 'Instructions are given by leaders of the measure or chief leaders; the office enters written ones and says whose',
  });
}

function refuseUnfit(measure: MeasureHead, deadlineOn: Day, today: Day): void {
  if (deadlineOn < today) {
    const message = { zh: `办理时限 ${deadlineOn} 已经过去`, en: `The day ${deadlineOn} has passed` };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/deadlineOn', message }] });
  }
  if (measure.state !== 'RUNNING') {
    throw new DubanError('CONFLICT', { zh: '该措施已办结或已撤销', en: 'The measure has ended' });
  }
  if (measure.answerableUnitIds.length === 0) {
    throw new DubanError('CONFLICT', {
      zh: '该措施还没有牵头单位或责任单位，请先由办公室明确',
      en: 'No unit answers for the measure yet; the office names one first',
    });
  }
}
