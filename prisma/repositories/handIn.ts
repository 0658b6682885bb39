import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { holds, maySubmit } from '../../domain/holding.ts';
import type { ProcessEvent, Variables, WorkItemKind } from '../../domain/process/types.ts';
import { transition } from '../../domain/workItem.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { toJson } from '../json.ts';
import { type Actor, inCapacity } from './actor.ts';
import { assignUnits } from './assigning.ts';
import type { CountyDay } from './clock.ts';
import { explanationGiven } from './explanations.ts';
import { checkedFields, formTrail, keepFormEffects } from './formValues.ts';
import { forbidden, kindOf, recordItem, requireVersion, tellProcess, updateItem } from './itemWriting.ts';
import { latenessOf } from './lateness.ts';
import { markReceived } from './letters.ts';
import { decideObjection } from './objections.ts';
import { withdrawEscalations, withdrawExtensions } from './withdrawals.ts';

export interface HandIn {
  id: string;
  text?: string | undefined;
  outcome?: string | undefined;
  fields?: Variables | undefined;
  /** The version the caller has seen; another one is refused. */
  version?: number | undefined;
}

const headOnly = () =>
  new DubanError('FORBIDDEN', {
    zh: '须由单位负责人审签后报送，请点“送审签”',
    en: 'The head of the unit signs this; hand it over for signature',
  });
/** Hands one locked item in, in the caller's transaction: the row, its drafts, the trail and the process. */
export async function handIn(tx: Tx, county: CountyDay, caller: Actor, item: WorkItem, input: HandIn): Promise<void> {
  if (!holds(caller.posts, item)) throw forbidden();
  const state = transition(kindOf(item), 'submit');
  const submits = ({ posts }: Actor) => maySubmit(posts, { ...item, kind: item.kind as WorkItemKind });
  if (!submits(caller)) throw headOnly();
  const actor = inCapacity(caller, submits);
  requireVersion(item, input.version);
  const { text, fields: given } = written(item, input);
  if (!text.trim()) {
    const message = { zh: '请填写办理情况', en: 'Say what was done' };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/text', message }] });
  }
  const outcome = chosenOutcome(item, input);
  const fields = await checkedFields(tx, county, item, given);
  const before = await kindEffects(tx, county, actor, item, { text, outcome, fields });
  await updateItem(tx, item, {
    state,
    text,
    fields: toJson(fields),
    outcome,
    submittedBy: actor.personName,
    submittedOn: county.today,
    ...(state === 'SUBMITTED' ? {} : { closedBy: actor.personName, closedOn: county.today }),
    nextRung: null,
    nextRungOn: null,
    deemOn: null,
  });
  await keepFormEffects(tx, county, item, fields);
  if (item.ladderId !== null) await withdrawEscalations(tx, county, [item.id]);
  // What waited for an answer until it was handed in did so on this day, too.
  if (item.dueOn !== null) await withdrawExtensions(tx, county, [item.id], addDays(county.today, 1));
  const { late } = latenessOf(item, county);
  await recordItem(tx, county, actor, item, 'WORK_ITEM_SUBMITTED', { outcome, late, ...formTrail(item, fields) });
  await tellProcess(tx, county, { ...item, state }, outcome, fields, before);
}

/** What handing in a kind changes beside the item. Returned events reach the process before the closing. */
async function kindEffects(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  item: WorkItem,
  { text, outcome, fields }: { text: string; outcome: string; fields: Variables },
): Promise<ProcessEvent[]> {
  if (item.kind === 'ASSIGN') return assignUnits(tx, county, item, fields);
  if (item.kind === 'SIGN' && item.assignmentId !== null) {
    const named = fields.responsiblePerson;
    const responsiblePerson =
      typeof named === 'string' && named.trim() ? named.trim() : (actor.onBehalfOf?.name ?? actor.personName);
    await tx.assignment.updateMany({ where: { id: item.assignmentId }, data: { responsiblePerson } });
  }
  if (item.kind === 'EXPLAIN') await explanationGiven(tx, county, item);
  if (item.kind === 'RECONSIDER') await decideObjection(tx, county, actor, item.id, { outcome, ground: text });
  if (item.kind === 'ANSWER') {
    const letter = await tx.letter.findUnique({ where: { answerItemId: item.id } });
    // Whoever answers a letter has it.
    if (letter) await markReceived(tx, county, actor, letter);
  }
  return [];
}

/** What the item will say: what the call brings, else what was prepared. */
export function written(item: WorkItem, input: HandIn): { text: string; fields: Variables } {
  return { text: input.text ?? item.text ?? '', fields: input.fields ?? ((item.fields ?? {}) as Variables) };
}

/** @throws DubanError VALIDATION where the outcome is none of the item's. */
export function chosenOutcome(item: WorkItem, input: HandIn): string {
  const fallback = item.outcome ?? item.outcomes[0] ?? 'DONE';
  const outcome = input.outcome ?? fallback;
  if (item.outcomes.length > 0 && !item.outcomes.includes(outcome)) {
    const message = {
      zh: `可选结果：${item.outcomes.join('、')}`,
      en: `Possible outcomes: ${item.outcomes.join(', ')}`,
    };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/outcome', message }] });
  }
  return outcome;
}
