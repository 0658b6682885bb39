import { randomUUID } from 'node:crypto';
import { besideKey } from '../../domain/besideItems.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import { type ExtensionFacts, stopsClock, whyNotExtended, wrongExtensionDay } from '../../domain/extension.ts';
import { type Holding, holds, mayJudge, ownOf } from '../../domain/holding.ts';
import { rearms } from '../../domain/ladder/index.ts';
import type { Day, Variables, WorkItemKind } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Extension, Prisma, WorkItem } from '../generated/client.ts';
import { toJson } from '../json.ts';
import { type Actor, by, inCapacity } from './actor.ts';
import { approverOf, loadPostBook } from './audiences.ts';
import { recordEvent } from './audit.ts';
import { openBesideItem } from './besideItems.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { tell } from './escalations.ts';
import { running, standsStill, stopped } from './frozenSpans.ts';
import { type HandIn, handIn } from './handIn.ts';
import { forbidden, lockItem, lockItems, updateItem } from './itemWriting.ts';
import { freshArming, recomputeNextRungs } from './obligations.ts';
import { unitsOf } from './scope.ts';
import { firstReportDay, lockSheetOf, STILL_OPEN } from './sheetDays.ts';
import { loadLadders, loadSubjects } from './subjects.ts';
import { withdrawEscalations } from './withdrawals.ts';

/** Whether the actor is the head of the unit that holds the item: nobody else asks for more time. */
export function heads(actor: Actor, { unitId }: { unitId: string | null }): boolean {
  return unitId !== null && unitsOf(actor, ['UNIT_HEAD']).includes(unitId);
}

/** What the head of a unit asks for. */
export interface ExtensionRequest {
  workItemId: string;
  dueOn: Day;
  reason: string;
}

/**
 * Asks for a later day for an item 申请延期. The office decides, about its own unit the responsible leader; the item's
 * clock stands still meanwhile where it is the first request about this due day.
 *
 * @returns the id of the request.
 * @throws DubanError FORBIDDEN for everybody but the unit's head, CONFLICT where nothing can be extended, VALIDATION
 *   for a day that is not after today and the due day, or no working day.
 */
export function askExtension(db: Db, caller: Actor, { workItemId, dueOn, reason }: ExtensionRequest): Promise<string> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, caller.countyId);
    const item = await lockItem(tx, caller.countyId, workItemId);
    if (!heads(caller, item) || item.unitId === null) throw forbidden();
    const actor = inCapacity(caller, (one) => heads(one, item));
    const refusal = whyNotExtended(await factsOf(tx, item), county.limits.extensionsAtMost);
    if (refusal || item.dueOn === null) throw new DubanError('CONFLICT', refusal ?? noDueDay);
    refuseWrongDay(county, item.dueOn, dueOn);
    const earlier = await tx.extension.findMany({ where: { workItemId } });
    const stops = stopsClock(earlier, item.dueOn);
    const id = randomUUID();
    const decision = await openBesideItem(tx, county, {
      ...{ about: item, kind: 'EXTEND', key: besideKey('extend', id), text: reason },
      ...{ holder: await deciderOf(tx, county, item) },
      dueOn: addWorkingDays(county.calendar, county.today, county.limits.extensionDecidedWithin),
    });
    const extension = await tx.extension.create({
      data: {
        ...{ id, countyId: county.countyId, workItemId, instanceId: item.instanceId },
        ...{ obligationKey: item.obligationKey, planId: item.planId, measureId: item.measureId, unitId: item.unitId },
        ...{ reason, fromDueOn: item.dueOn, askedDueOn: dueOn, stopsClock: stops },
        ...{ filedBy: actor.personName, filedOn: county.today, itemId: decision.id },
      },
    });
    if (stops) await stopClock(tx, county, item);
    await recordExtension(tx, county, actor, extension, 'EXTENSION_ASKED', { until: dueOn, reason });
    return id;
  });
}

const noDueDay: UserMessage = { zh: '该事项没有办理期限', en: 'Nothing falls due' };

async function factsOf(tx: Tx, item: WorkItem): Promise<ExtensionFacts> {
  const { instanceId, obligationKey, measureId, kind } = item;
  const measure = measureId === null ? null : await tx.measure.findUnique({ where: { id: measureId } });
  const referred = await tx.escalation.count({
    where: { instanceId, obligationKey, rung: 'REFER', state: { in: ['APPROVED', 'ACKNOWLEDGED'] }, liftedOn: null },
  });
  const extensions = await tx.extension.findMany({ where: { instanceId, obligationKey } });
  return {
    ...item,
    kind: kind as WorkItemKind,
    paused: (measure?.pausedOn ?? null) !== null,
    referred: referred > 0,
    waiting: extensions.some(({ state }) => state === 'OPEN'),
    granted: extensions.filter(({ state }) => state === 'GRANTED').length,
  };
}

function refuseWrongDay(county: CountyDay, dueOn: Day | null, day: Day): void {
  const message = wrongExtensionDay(day, { today: county.today, dueOn }, county.calendar);
  if (message) throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/dueOn', message }] });
}

/** The office; what its own unit holds is for the responsible leader, or a chief leader where there is none. */
async function deciderOf(tx: Tx, county: CountyDay, item: WorkItem): Promise<Holding> {
  const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
  const officeUnitId = item.planId === null ? null : (subjects.plans.get(item.planId)?.officeUnitId ?? null);
  if (officeUnitId !== null && officeUnitId !== item.unitId) {
    return { holderKind: 'OFFICE', unitId: officeUnitId, postId: null };
  }
  const above = approverOf(item, 'TALK', subjects, await loadPostBook(tx, county.countyId, county.today));
  return { holderKind: above.approverKind, unitId: null, postId: above.approverPostId };
}

/** From today its days do not count; the day on which it would be deemed done is set again with the decision. */
async function stopClock(tx: Tx, county: CountyDay, item: WorkItem): Promise<void> {
  const { frozen, deemOn } = stopped(item, county);
  await updateItem(tx, item, { frozen: toJson(frozen), deemOn });
  await recomputeNextRungs(tx, county, [item.id]);
}

/**
 * Decides a request by handing in its item: refused, or granted with the day asked for or another one (`fields.dueOn`).
 * All items are locked together, so that the round waits for none. With the last report of a period that is still to
 * come, the unit's sheet of the period is moved, too.
 *
 * @throws DubanError OWN_CASE where the actor is of the unit that asks; VALIDATION for a day that cannot be given.
 */
export async function submitExtension(tx: Tx, county: CountyDay, caller: Actor, input: HandIn): Promise<void> {
  const extension = await tx.extension.findUniqueOrThrow({ where: { itemId: input.id } });
  const sheetId = await lockSheetOf(tx, extension.workItemId);
  const ids = [input.id, extension.workItemId, ...(sheetId === null ? [] : [sheetId])];
  const locked = await lockItems(tx, caller.countyId, ids);
  const [decision, item] = [locked.get(input.id), locked.get(extension.workItemId)];
  if (!decision || !item) throw new Error(`Extension ${extension.id} has lost its items`);
  const asks = { holderKind: 'UNIT_HEAD' as const, unitId: item.unitId, postId: null };
  const judges = ({ posts }: Actor) => mayJudge(posts, decision, asks);
  if (!holds(caller.posts, decision)) throw forbidden();
  if (!judges(caller) || ownOf(caller.posts).unitIds.includes(extension.unitId)) throw ownCase();
  const actor = inCapacity(caller, judges);
  const given = input.fields?.dueOn;
  const dueOn = typeof given === 'string' ? given : extension.askedDueOn;
  const granted = (input.outcome ?? decision.outcomes[0]) === 'granted';
  if (granted) refuseWrongDay(county, item.dueOn, dueOn);
  const fields = { ...((decision.fields ?? {}) as Variables), ...input.fields };
  await handIn(tx, county, caller, decision, { ...input, fields });
  const decided = await tx.extension.update({
    where: { id: extension.id },
    data: {
      ...{ state: granted ? 'GRANTED' : 'REFUSED', grantedDueOn: granted ? dueOn : null },
      ...{ decidedBy: actor.personName, decidedOn: county.today, ground: input.text ?? '' },
    },
  });
  await runOn(tx, county, item, decided);
  await recordExtension(tx, county, actor, decided, 'EXTENSION_DECIDED', {
    ...{ state: decided.state, reason: input.text ?? '' },
    ...(granted ? { until: dueOn, from: item.dueOn ?? '' } : {}),
  });
  const sheet = locked.get(sheetId ?? '');
  if (granted && sheet) await moveSheet(tx, county, actor, sheet, decided);
  const kind = granted ? 'EXTENSION_GRANTED' : 'EXTENSION_REFUSED';
  await tell(tx, county, { id: null, workItemId: item.id }, kind, ['holder', 'unitHead']);
}

const ownCase = () =>
  new DubanError('OWN_CASE', {
    zh: '申请延期的单位不能审批本单位的申请',
    en: 'Nobody decides what their own unit asks for',
  });

/** The clock runs again from today: to the old day, or to the new one with everything about the old one withdrawn. */
async function runOn(tx: Tx, county: CountyDay, item: WorkItem, { grantedDueOn }: Extension): Promise<void> {
  const { frozen, deemOn } = running({ ...item, dueOn: grantedDueOn ?? item.dueOn }, county);
  const clockwork = { frozen: toJson(frozen), deemOn };
  if (grantedDueOn === null) {
    await updateItem(tx, item, clockwork);
  } else {
    await moveDueDay(tx, county, item, grantedDueOn, clockwork);
  }
  await recomputeNextRungs(tx, county, [item.id]);
}

/** What speaks of the old day is withdrawn, and the ladder begins anew where it says so. */
async function moveDueDay(
  tx: Tx,
  county: CountyDay,
  item: WorkItem,
  dueOn: Day,
  clockwork: { frozen?: Prisma.InputJsonValue; deemOn: Day | null },
): Promise<void> {
  const ladder = item.ladderId === null ? undefined : (await loadLadders(tx, [item.ladderId])).get(item.ladderId);
  await updateItem(tx, item, {
    ...{ dueOn, originalDueOn: item.originalDueOn ?? item.dueOn, ...clockwork },
    ...(rearms(ladder, 'extension') ? { ...freshArming(item), carriedDays: 0 } : {}),
  });
  await withdrawEscalations(tx, county, [item.id]);
}

/** Gives the sheet the day of the first of its reports that is still to come. */
async function moveSheet(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  sheet: WorkItem,
  extension: Extension,
): Promise<void> {
  const { state, dueOn } = sheet;
  if (!STILL_OPEN.includes(state)) return;
  const first = await firstReportDay(tx, sheet);
  if (dueOn === null || first === null || first <= dueOn) return;
  const { deemOn } = standsStill(sheet) ? sheet : running({ ...sheet, dueOn: first }, county);
  await moveDueDay(tx, county, sheet, first, { deemOn });
  await recomputeNextRungs(tx, county, [sheet.id]);
  const moved = { ...extension, workItemId: sheet.id, measureId: null };
  await recordExtension(tx, county, actor, moved, 'EXTENSION_DECIDED', { state: 'GRANTED', until: first, from: dueOn });
}

function recordExtension(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  { id, planId, measureId, workItemId, unitId }: Extension,
  kind: 'EXTENSION_ASKED' | 'EXTENSION_DECIDED',
  data: Record<string, string>,
): Promise<void> {
  return recordEvent(tx, {
    ...{ countyId: county.countyId, kind, businessDay: county.today, planId, measureId, workItemId, unitId },
    ...{ ...by(actor), data: { extensionId: id, ...data } },
  });
}
