import { awaitsSigning, transition } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { lockCountyDay } from './clock.ts';
import { explainedItems } from './explanations.ts';
import { submitExtension } from './extensions.ts';
import { submitFilling } from './filling.ts';
import { checkedFields } from './formValues.ts';
import { chosenOutcome, type HandIn, handIn, written } from './handIn.ts';
import { asHolder, kindOf, lockItem, lockItems, recordItem, requireVersion, updateItem } from './itemWriting.ts';
import { judge } from './judging.ts';
import { reconsideredItems } from './objections.ts';
import { recomputeNextRungs } from './obligations.ts';
import { submitSheet } from './sheets.ts';

/** The liaison officer hands the text to the head for signature (待审签). The ladder runs on, unless it says otherwise. */
export function prepareWorkItem(db: Db, actor: Actor, input: HandIn): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const item = await lockItem(tx, actor.countyId, input.id);
    const holder = asHolder(actor, item);
    const state = transition(kindOf(item), 'prepare');
    requireVersion(item, input.version);
    const { text, fields } = written(item, input);
    await updateItem(tx, item, {
      state,
      text,
      fields: toJson(await checkedFields(tx, county, item, fields)),
      outcome: chosenOutcome(item, input),
      preparedBy: holder.personName,
      preparedOn: county.today,
      ...(awaitsSigning(item) ? { signedOn: county.today, signedBy: holder.personName } : {}),
    });
    if (item.ladderId !== null) await recomputeNextRungs(tx, county, [item.id]);
    await recordItem(tx, county, holder, item, 'WORK_ITEM_PREPARED');
  });
}

/** Takes a prepared text back. */
export function recallWorkItem(
  db: Db,
  actor: Actor,
  input: { id: string; version?: number | undefined },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const item = await lockItem(tx, actor.countyId, input.id);
    const holder = asHolder(actor, item);
    const state = transition(kindOf(item), 'recall');
    requireVersion(item, input.version);
    await updateItem(tx, item, { state });
    if (item.ladderId !== null) await recomputeNextRungs(tx, county, [item.id]);
    await recordItem(tx, county, holder, item, 'WORK_ITEM_RECALLED');
  });
}

/** Kinds whose handing in also changes other items. */
const WIDE = ['SHEET', 'FILL', 'EXTEND', 'EXPLAIN', 'RECONSIDER'];

/**
 * Hands an item in. Text alone is enough for every kind. A review handed in counts as accepted unless its outcome is
 * RETURNED; a sheet hands in the reports that its rows name, those of the call or else those that were prepared.
 */
export function submitWorkItem(db: Db, actor: Actor, input: HandIn): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const wide = await tx.workItem.findFirst({
      where: { id: input.id, countyId: actor.countyId, kind: { in: WIDE } },
      select: { kind: true, version: true, fields: true, instanceId: true, planId: true },
    });
    if (wide?.kind === 'SHEET') return submitSheet(tx, county, actor, input, wide);
    if (wide?.kind === 'EXTEND') return submitExtension(tx, county, actor, input);
    if (wide?.kind === 'FILL') return submitFilling(tx, county, actor, input, wide);
    const item = await lockWithConcerned(tx, actor.countyId, input.id, wide?.kind);
    if (item.reviewsId === null) return handIn(tx, county, actor, item, input);
    const verdict = input.outcome === 'RETURNED' ? 'RETURNED' : 'ACCEPTED';
    return judge(tx, county, actor, item, { verdict, text: input.text ?? '', version: input.version });
  });
}

/** An explanation or a decision about an objection, locked together with what it changes, so that the round waits for neither. */
async function lockWithConcerned(tx: Tx, countyId: string, id: string, kind: string | undefined): Promise<WorkItem> {
  const concerned =
    kind === 'EXPLAIN' ? await explainedItems(tx, id) : kind === 'RECONSIDER' ? await reconsideredItems(tx, id) : [];
  const locked = concerned.length === 0 ? undefined : await lockItems(tx, countyId, [id, ...concerned]);
  return locked?.get(id) ?? lockItem(tx, countyId, id);
}
