import { besideKey } from '../../domain/besideItems.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { type FrozenSpan, type RungGroup, rungGroupOf } from '../../domain/ladder/index.ts';
import type { Db, Tx } from '../client.ts';
import type { Escalation, WorkItem } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { loadPostBook, peopleOf } from './audiences.ts';
import { recordEvent } from './audit.ts';
import { openBesideItem } from './besideItems.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { closedAlready, isApprover, lockEscalation, mayHold } from './escalations.ts';
import { insertNotices } from './notices.ts';
import { recomputeNextRungs } from './obligations.ts';
import { loadSubjects } from './subjects.ts';

type Item = Omit<WorkItem, 'text' | 'fields'>;

/*
 * Before a severe rung is decided the unit may be asked to explain 情况说明. From that day until it has explained, or
 * its last day for it has passed, the rung cannot be approved and the unit's clock stands still.
 */

/**
 * Asks the unit to explain within so many working days, in the transaction that claimed the rung.
 *
 * @returns the days on which the item's clock stands still, as they are stored with it now.
 */
export async function askToExplain(
  tx: Tx,
  county: CountyDay,
  item: Item,
  escalation: Escalation,
  within: number,
  actor: Actor | null = null,
): Promise<FrozenSpan[]> {
  const until = addWorkingDays(county.calendar, county.today, within);
  const asked = await openBesideItem(tx, county, {
    ...{ about: item, kind: 'EXPLAIN', key: besideKey('explain', escalation.id), dueOn: until },
    ...{ deemOn: addDays(until, 1), holder: { holderKind: 'UNIT_HEAD', unitId: item.unitId, postId: null } },
  });
  await tx.escalation.update({
    where: { id: escalation.id },
    data: { explainItemId: asked.id, explainUntil: until, updatedOn: county.today },
  });
  const frozen = [...fromJson<FrozenSpan[]>(item.frozen), { from: county.today, to: addDays(until, 1) }];
  await tx.workItem.update({ where: { id: item.id }, data: { frozen: toJson(frozen) } });
  const { planId, measureId, workItemId, instanceId, unitId, rung } = escalation;
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind: 'EXPLANATION_ASKED', businessDay: county.today },
    ...{ planId, measureId, workItemId, instanceId, unitId, data: { rung, until, escalationId: escalation.id } },
    ...(actor ? by(actor) : {}),
  });
  return frozen;
}

/** Asked for by hand: by whoever decides about the rung, or the office. */
export function askForExplanation(db: Db, actor: Actor, input: { id: string; within: number }): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const escalation = await lockEscalation(tx, actor.countyId, input.id);
    if (!isApprover(actor, escalation) && !mayHold(actor, escalation)) {
      throw new DubanError('FORBIDDEN', {
        zh: '由批准人或办公室请单位说明情况',
        en: 'Whoever decides about it, or the office, asks the unit to explain',
      });
    }
    if (!mayBeAsked(escalation)) throw closedAlready(escalation);
    const item = await tx.workItem.findUniqueOrThrow({ where: { id: escalation.workItemId } });
    await askToExplain(tx, county, item, escalation, input.within, actor);
    await recomputeNextRungs(tx, county, [item.id]);
  });
}

/** Once for each rung, while it waits for its decision. */
export function mayBeAsked({ state, explainItemId, unitId, rung }: Escalation): boolean {
  return state === 'DRAFTED' && explainItemId === null && unitId !== null && SEVERE.has(rungGroupOf(rung));
}

/** Rungs that a named person decides about. */
const SEVERE: ReadonlySet<RungGroup | null> = new Set<RungGroup>(['SUPERVISE', 'TALK', 'REFER']);

/** The item whose clock the explanation that is handed in with this one lets run on. */
export async function explainedItems(tx: Tx, explainItemId: string): Promise<string[]> {
  const escalation = await tx.escalation.findUnique({ where: { explainItemId }, select: { workItemId: true } });
  return escalation === null ? [] : [escalation.workItemId];
}

/** The unit has explained: its clock runs on from today, and whoever decides is told. */
export async function explanationGiven(tx: Tx, county: CountyDay, explain: Item): Promise<void> {
  const escalation = await tx.escalation.findUnique({ where: { explainItemId: explain.id } });
  if (!escalation) return;
  await tx.escalation.update({
    where: { id: escalation.id },
    data: { explainUntil: addDays(county.today, -1), updatedOn: county.today },
  });
  const item = await tx.workItem.findUniqueOrThrow({ where: { id: escalation.workItemId } });
  const frozen = fromJson<FrozenSpan[]>(item.frozen).map((span) =>
    span.from === explain.openedOn && span.to !== null && span.to > county.today ? { ...span, to: county.today } : span,
  );
  await tx.workItem.update({ where: { id: item.id }, data: { frozen: toJson(frozen) } });
  await recomputeNextRungs(tx, county, [item.id]);
  await tellDecider(tx, county, escalation, item);
}

/** The last day has passed without a word: whoever decides is told that nothing more is waited for. */
export async function explanationsLapsed(tx: Tx, county: CountyDay, explainIds: string[]): Promise<void> {
  const rows = await tx.escalation.findMany({ where: { explainItemId: { in: explainIds }, state: 'DRAFTED' } });
  for (const row of rows) {
    const item = await tx.workItem.findUniqueOrThrow({ where: { id: row.workItemId } });
    await tellDecider(tx, county, row, item);
  }
}

async function tellDecider(tx: Tx, county: CountyDay, escalation: Escalation, item: WorkItem): Promise<void> {
  const book = await loadPostBook(tx, county.countyId, county.today);
  const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
  const held = escalation.approverPostId === null ? [] : (book.byId.get(escalation.approverPostId)?.personIds ?? []);
  const reason = escalation.rung === 'REFER' ? ('leadingGroupHead' as const) : ('responsibleLeader' as const);
  const people =
    held.length > 0
      ? held.map((personId) => ({ personId, reason }))
      : peopleOf([escalation.approverKind === 'OFFICE' ? 'office' : 'countyChiefs'], item, book, subjects);
  await insertNotices(
    tx,
    people.map((person) => ({
      ...{ ...person, countyId: county.countyId, workItemId: item.id, escalationId: escalation.id },
      ...{ kind: 'EXPLAINED', day: county.today },
    })),
  );
}
