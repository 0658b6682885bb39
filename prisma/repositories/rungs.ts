import { randomUUID } from 'node:crypto';
import { addWorkingDays } from '../../domain/calendar.ts';
import { type Rung, roundOn } from '../../domain/ladder/index.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type Escalation, Prisma, type WorkItem } from '../generated/client.ts';
import type { EscalationState } from '../generated/enums.ts';
import type { EscalationCreateManyInput } from '../generated/models.ts';
import { approverOf, keptPostBook, type PostBook, peopleOf, postDeciding, receiverOf } from './audiences.ts';
import { recordEvents } from './audit.ts';
import { insertRows, insertRowsReturning } from './bulk.ts';
import { itemRefs } from './cancelItems.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { claimDeliveries } from './deliveries.ts';
import { askToExplain, mayBeAsked } from './explanations.ts';
import { draftRows } from './letterDrafting.ts';
import { insertNotices, type NewNotice } from './notices.ts';
import {
  lapsed,
  loadClaims,
  nextRungColumns,
  obligationClock,
  obligationId,
  storeNextRungs,
  withClaimed,
} from './obligations.ts';
import { distinct, type InstanceRef, loadLadders, loadSubjects, type Subjects } from './subjects.ts';
import { type Cause, raiseCauses } from './triggerCauses.ts';

const BATCH = 500;
type Item = Omit<WorkItem, 'text' | 'fields'>;
/** Reports are long, and no rung depends on them. */
const ITEM_COLUMNS = Prisma.raw(
  Object.values(Prisma.WorkItemScalarFieldEnum)
    .filter((name) => name !== 'text' && name !== 'fields')
    .map((name) => `"${name}"`)
    .join(', '),
);

/** A rung that an item has reached today, or that is listed today because it goes out by itself next. */
interface Reached {
  item: Item;
  rung: Rung;
  listedFor?: Day;
}

/**
 * Claims the rungs that are due on `day`: at most one per obligation, each by a unique row, with its notices, drafts
 * and audit in one transaction per batch. Done twice, or by two rounds at once, nothing is claimed twice.
 *
 * @returns how many rungs were claimed.
 */
export async function claimRungs(db: Db, countyId: string, day: Day): Promise<number> {
  let claimed = 0;
  const postBook = keptPostBook(countyId, day);
  for (let after = ''; ; ) {
    const batch = await db.$transaction((tx) => claimBatch(tx, countyId, day, after, postBook));
    claimed += batch.claimed;
    if (batch.last === null) return claimed;
    after = batch.last;
  }
}

async function claimBatch(
  tx: Tx,
  countyId: string,
  day: Day,
  after: string,
  postBook: ReturnType<typeof keptPostBook>,
): Promise<{ claimed: number; last: string | null }> {
  const county = { ...(await lockCountyDay(tx, countyId)), today: day };
  const items = await tx.$queryRaw<Item[]>`
    SELECT ${ITEM_COLUMNS} FROM "WorkItem"
    WHERE "countyId" = ${countyId} AND state IN ('OPEN', 'PREPARED') AND "nextRungOn" <= ${day} AND id > ${after}
    ORDER BY id LIMIT ${BATCH} FOR UPDATE`;
  if (items.length === 0) return { claimed: 0, last: null };
  const ladders = await loadLadders(tx, distinct(items.map((item) => item.ladderId)));
  const claims = await loadClaims(tx, items);
  const reached = items.flatMap((item): Reached[] => {
    const ladder = ladders.get(item.ladderId ?? '');
    if (!ladder) return [];
    const clock = obligationClock(item, claims);
    const calendar = calendarOf(county, item);
    const { due, toList } = roundOn(clock, ladder, calendar, day);
    return [
      ...(toList ? [{ item, rung: toList.rung, listedFor: toList.on }] : []),
      ...(due ? [{ item, rung: due }] : []),
    ];
  });
  const claimed = await claim(tx, county, reached, postBook);
  const fresh = withClaimed(claims, claimed);
  await storeNextRungs(
    tx,
    items.map((item) => ({
      id: item.id,
      ...nextRungColumns(item, fresh, ladders.get(item.ladderId ?? ''), calendarOf(county, item), day),
    })),
  );
  return { claimed: claimed.length, last: items.length < BATCH ? null : (items.at(-1)?.id ?? null) };
}

/** @returns the claims as they stand now. */
async function claim(
  tx: Tx,
  county: CountyDay,
  reached: Reached[],
  postBook: ReturnType<typeof keptPostBook>,
): Promise<Escalation[]> {
  if (reached.length === 0) return [];
  const book = await postBook(tx);
  const instances = reached.map(({ item }): InstanceRef => ({ ...item, id: item.instanceId, subjectKind: 'MEASURE' }));
  const subjects = await loadSubjects(tx, county, instances);
  const rows = await insertClaims(tx, county, reached, subjects, book);
  const byClaim = new Map(reached.map((entry) => [claimId(entry.item, entry.rung.key), entry]));
  const done = rows.flatMap((row) => {
    const entry = byClaim.get(claimId(row, row.rung));
    return entry ? [{ ...entry, row }] : [];
  });
  await draftLetters(tx, county, done, subjects);
  await askForExplanations(tx, county, done);
  const told = done.map((entry) => ({ entry, notices: noticesOf(entry, county, subjects, book) }));
  await insertNotices(
    tx,
    told.flatMap(({ notices }) => notices),
  );
  await claimDeliveries(
    tx,
    county,
    told.map(({ entry: { item, rung, row, listedFor }, notices }) => ({
      ...{ workItemId: item.id, escalationId: row.id, unitId: item.unitId, rung: rung.key },
      channels: listedFor ? [] : (rung.channels ?? []),
      onDaysOff: rung.onDaysOff === true,
      personIds: notices.map((notice) => notice.personId),
    })),
  );
  await recordEvents(
    tx,
    done.map(({ item, rung, row }) => ({
      ...itemRefs(item),
      countyId: county.countyId,
      kind: 'RUNG_REACHED' as const,
      businessDay: county.today,
      data: { rung: rung.key, state: row.state, escalationId: row.id },
    })),
  );
  await raiseCauses(tx, county, done.map(rungCause));
  return done.map(({ row }) => row);
}

function rungCause({ item, rung }: Reached): Cause {
  const { instanceId, obligationKey, arming, planId, measureId } = item;
  const key = `${instanceId} ${obligationKey} ${arming} ${rung.key}`;
  return { event: 'RUNG_REACHED', key, planId, measureId, instanceId, rung: rung.key };
}

function claimId(of: Pick<Escalation, 'instanceId' | 'obligationKey' | 'arming'>, rung: string): string {
  return `${obligationId(of)}|${rung}`;
}

const stateOf: Record<Rung['action'], EscalationState> = {
  notify: 'NOTIFIED',
  letter: 'DRAFTED',
  talk: 'DRAFTED',
  copy: 'SENT',
  refer: 'DRAFTED',
};

/**
 * New claims, listed ones that go out now, and lapsed ones that are listed again. What somebody else claimed meanwhile
 * is left out.
 */
async function insertClaims(
  tx: Tx,
  county: CountyDay,
  reached: Reached[],
  subjects: Subjects,
  book: PostBook,
): Promise<Escalation[]> {
  const listing = reached.filter(({ rung }) => rung.listedBefore !== undefined);
  const released = [...(await listAgain(tx, county, listing)), ...(await releaseListed(tx, county, listing))];
  const gone = new Set(released.map((row) => claimId(row, row.rung)));
  const data = reached
    .filter(({ item, rung }) => !gone.has(claimId(item, rung.key)))
    .map((entry): EscalationCreateManyInput => claimRow(entry, county, subjects, book));
  const created = await insertRowsReturning(tx, 'Escalation', data);
  return [...released, ...created];
}

/** Lapsed claims whose rung is listed once more. */
async function listAgain(tx: Tx, { today }: CountyDay, listing: Reached[]): Promise<Escalation[]> {
  const rows = listing.flatMap((entry) =>
    entry.listedFor ? [{ ...claimKey(entry), workItemId: entry.item.id, reachedOn: entry.listedFor }] : [],
  );
  if (rows.length === 0) return [];
  return tx.$queryRaw`
    UPDATE "Escalation" e
    SET state = 'LISTED', "workItemId" = r."workItemId", "reachedOn" = r."reachedOn", "listedOn" = ${today}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("instanceId" text, "obligationKey" text, arming int,
      rung text, "workItemId" text, "reachedOn" text)
    WHERE ${sameClaim} AND ${lapsed} RETURNING e.*`;
}

/** Listed claims that go out now. */
async function releaseListed(tx: Tx, { today }: CountyDay, listing: Reached[]): Promise<Escalation[]> {
  const rows = listing.flatMap((entry) =>
    entry.listedFor ? [] : [{ ...claimKey(entry), state: stateOf[entry.rung.action] }],
  );
  if (rows.length === 0) return [];
  return tx.$queryRaw`
    UPDATE "Escalation" e SET state = r.state::"EscalationState", "reachedOn" = ${today}, "deliveredOn" = ${today}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("instanceId" text, "obligationKey" text, arming int,
      rung text, state text)
    WHERE ${sameClaim} AND e.state = 'LISTED' RETURNING e.*`;
}

function claimKey({ item: { instanceId, obligationKey, arming }, rung }: Reached) {
  return { instanceId, obligationKey, arming, rung: rung.key };
}

/** Condition on `"Escalation" e` and a row `r`: both are the claim of one rung by one obligation. */
const sameClaim = Prisma.sql`e."instanceId" = r."instanceId" AND e."obligationKey" = r."obligationKey"
  AND e.arming = r.arming AND e.rung = r.rung`;

function claimRow(
  { item, rung, listedFor }: Reached,
  county: CountyDay,
  subjects: Subjects,
  book: PostBook,
): EscalationCreateManyInput {
  const plan = item.planId === null ? undefined : subjects.plans.get(item.planId);
  return {
    id: randomUUID(),
    countyId: county.countyId,
    instanceId: item.instanceId,
    obligationKey: item.obligationKey,
    arming: item.arming,
    rung: rung.key,
    workItemId: item.id,
    planId: item.planId,
    measureId: item.measureId,
    unitId: item.unitId,
    reachedOn: listedFor ?? county.today,
    listedOn: listedFor ? county.today : null,
    state: listedFor ? 'LISTED' : stateOf[rung.action],
    deliveredOn: rung.needsApproval === null && !listedFor ? county.today : null,
    ...decider(item, rung, plan?.officeUnitId ?? null, subjects, book),
    ...decidedWithin(rung, county),
    receiverKind: rung.action === 'copy' || rung.action === 'refer' ? receiverOf(item, subjects) : null,
  };
}

/** How long there is to decide about the rung, the time that the unit has to explain left out. */
function decidedWithin({ approveWithin, deputyPostId, explainWithin = 0 }: Rung, county: CountyDay) {
  if (approveWithin === undefined) return {};
  const decideBy = addWorkingDays(county.calendar, county.today, approveWithin + explainWithin);
  return { decideBy, decideWithin: approveWithin, deputyPostId: deputyPostId ?? null };
}

/** Who signs, approves or may hold. What the office decides elsewhere the leader decides about the office's own unit. */
function decider(
  item: Item,
  rung: Rung,
  officeUnitId: string | null,
  subjects: Subjects,
  book: PostBook,
): Partial<EscalationCreateManyInput> {
  const named = rung.approverPostId === undefined ? null : postDeciding(rung.approverPostId, item, book);
  if (named) return named;
  if (rung.key === 'TALK' || rung.key === 'REFER') return approverOf(item, rung.key, subjects, book);
  const decides = rung.needsApproval === 'officeHead' || rung.listedBefore !== undefined;
  if (decides && item.unitId !== null && item.unitId === officeUnitId) return approverOf(item, 'TALK', subjects, book);
  return rung.needsApproval === 'officeHead' ? { approverKind: 'OFFICE', approverUnitId: officeUnitId } : {};
}

async function draftLetters(
  tx: Tx,
  county: CountyDay,
  claimed: (Reached & { row: Escalation })[],
  subjects: Subjects,
): Promise<void> {
  const orders = claimed.filter((entry) => entry.rung.action === 'letter' && entry.row.state === 'DRAFTED');
  if (orders.length === 0) return;
  const letters = await draftRows(
    tx,
    county,
    subjects,
    orders.map(({ item, rung, row }) => ({ kind: rung.letter ?? 'SUPERVISION', item, signer: row })),
  );
  await insertRows(tx, 'Letter', letters);
  const links = orders.map(({ row }, index) => ({ id: row.id, letterId: letters[index]?.id }));
  await tx.$executeRaw`
    UPDATE "Escalation" e SET "letterId" = l."letterId"
    FROM json_to_recordset(${JSON.stringify(links)}::json) AS l(id text, "letterId" text) WHERE e.id = l.id`;
}

/** Before it is decided about a severe rung the unit may explain; its clock stands still meanwhile. */
async function askForExplanations(
  tx: Tx,
  county: CountyDay,
  claimed: (Reached & { row: Escalation })[],
): Promise<void> {
  for (const { item, rung, row } of claimed) {
    if (rung.explainWithin === undefined || !mayBeAsked(row) || item.holderKind !== 'UNIT_HEAD') continue;
    // The days of its next rung are computed from the item as it is here.
    item.frozen = JSON.parse(JSON.stringify(await askToExplain(tx, county, item, row, rung.explainWithin)));
  }
}

/** Who is told of a claim. What waits for a decision is told to those who decide, not yet to those it is about. */
function noticesOf(
  { item, rung, row, listedFor }: Reached & { row: Escalation },
  county: CountyDay,
  subjects: Subjects,
  book: PostBook,
): NewNotice[] {
  const notice = (kind: string, people: Pick<NewNotice, 'personId' | 'reason' | 'passedBecause'>[]): NewNotice[] =>
    people.map((person) => ({
      ...person,
      countyId: county.countyId,
      workItemId: item.id,
      escalationId: row.id,
      kind,
      day: county.today,
      onDaysOff: rung.onDaysOff === true,
    }));
  if (listedFor) return notice('LISTED', peopleOf(['office'], item, book, subjects));
  if (rung.action === 'refer') {
    const held = row.approverPostId === null ? [] : (book.byId.get(row.approverPostId)?.personIds ?? []);
    const approvers = held.map((personId) => ({ personId, reason: 'leadingGroupHead' as const }));
    return notice('TO_APPROVE', approvers.length > 0 ? approvers : peopleOf(['countyChiefs'], item, book, subjects));
  }
  const told = notice(rung.key, peopleOf(rung.audience, item, book, subjects, rung.posts));
  if (rung.needsApproval === null) return told;
  const named = row.approverPostId === null ? [] : (book.byId.get(row.approverPostId)?.personIds ?? []);
  if (rung.approverPostId !== undefined && row.approverPostId === rung.approverPostId) {
    return [
      ...told,
      ...notice(
        rung.action === 'letter' ? 'TO_SIGN' : rung.key,
        named.map((personId) => ({ personId, reason: 'post' })),
      ),
    ];
  }
  return rung.needsApproval === 'officeHead'
    ? [...told, ...notice('TO_SIGN', peopleOf(['office'], item, book, subjects))]
    : told;
}
