import { createHash } from 'node:crypto';
import { yearOf } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import type { Db, Tx } from '../client.ts';
import type {
  CalendarDay,
  Escalation,
  Extension,
  ExtraDay,
  ItemFile,
  Ladder,
  Letter,
  Measure,
  Objection,
  Plan,
  Talk,
  Urging,
  WorkItem,
} from '../generated/client.ts';
import type { DigestState } from '../generated/enums.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type TimelineRow, wholeTimeline } from './auditReads.ts';
import { loadCountyDay } from './clock.ts';
import { spansOf } from './frozenSpans.ts';
import { latenessOf } from './lateness.ts';
import { isOfUnit } from './letterDrafting.ts';
import { stepNames } from './stepNames.ts';

/** Everything that a referral hands over, as the rows have it. */
export interface ReferralFacts {
  county: { name: string; today: string; rehearsal: boolean; calendarVersion: number };
  escalation: Escalation;
  plan: Plan | null;
  measure: Measure | null;
  unitName: string;
  /** Working days overdue, on the day on which it was handed in or, not yet handed in, on that of making this. */
  overdue: { on: string; days: number };
  /** The days that did not count (`to` is not of them). */
  waited: { from: string; to: string | null }[];
  /** The process that asked for it, as the version that it runs on. */
  process: { name: string; version: number } | null;
  /** What the drawing calls its step; null: it goes by its kind. */
  stepName: string | null;
  /** The rounds of the obligation, the oldest first. */
  rounds: WorkItem[];
  /** Judgements of those rounds. */
  reviews: WorkItem[];
  /** All rungs that the obligation reached. */
  rungs: Escalation[];
  /** What the unit explained, answered and promised beside it. */
  beside: WorkItem[];
  /** Signed letters about it, each with who issued it and the mails that told of it. */
  letters: {
    letter: Letter;
    issuer: string;
    mails: { day: string; person: string; messageId: string; state: DigestState; openedOn: string | null }[];
  }[];
  objections: Objection[];
  extensions: Extension[];
  /** 催办 by hand. */
  urgings: Urging[];
  talks: Talk[];
  files: ItemFile[];
  timeline: TimelineRow[];
  calendarDays: CalendarDay[];
  /** Days of the plan and of the unit that differ from the county's. */
  extraDays: ExtraDay[];
  ladder: Ladder | null;
}

/** Whether a referral has left for its receiver, so that there is something to hand over. */
export function isHandedOver({ rung, state, deliveredOn }: Escalation): boolean {
  return rung === 'REFER' && deliveredOn !== null && ['APPROVED', 'ACKNOWLEDGED', 'TOLERATED'].includes(state);
}

/**
 * What goes into the package of a referral that the caller has been shown.
 *
 * @throws DubanError CONFLICT before it is approved, OWN_CASE for the unit that it is about.
 */
export async function readReferralFacts(db: Tx, actor: Actor, escalation: Escalation): Promise<ReferralFacts> {
  refuseReading(actor, escalation);
  const { countyId, instanceId, obligationKey } = escalation;
  const county = await db.county.findUniqueOrThrow({ where: { id: countyId } });
  const day = await loadCountyDay(db, countyId);
  const { today } = day;
  const rounds = await db.workItem.findMany({ where: { instanceId, obligationKey }, orderBy: { round: 'asc' } });
  const ids = rounds.map((item) => item.id);
  const rungs = await db.escalation.findMany({ where: { instanceId, obligationKey }, orderBy: { reachedOn: 'asc' } });
  const talks = await db.talk.findMany({ where: { escalationId: { in: rungs.map((rung) => rung.id) } } });
  const letters = await db.letter.findMany({
    where: { workItemId: { in: ids }, state: 'SIGNED' },
    orderBy: [{ signedOn: 'asc' }, { id: 'asc' }],
  });
  const besideIds = [...rungs.map((rung) => rung.explainItemId), ...letters.map((letter) => letter.answerItemId)];
  const beside = await db.workItem.findMany({
    where: {
      OR: [
        { id: { in: besideIds.flatMap((id) => (id ? [id] : [])) } },
        ...talks.map((talk) => ({ instanceId, key: { startsWith: `@promise/${talk.id}.` } })),
      ],
    },
    orderBy: [{ openedOn: 'asc' }, { key: 'asc' }],
  });
  const all = [...ids, ...beside.map((item) => item.id)];
  const item = rounds.at(-1);
  const overdueOn = item?.submittedOn ?? today;
  const first = yearOf(rounds[0]?.openedOn ?? today);
  const years = Array.from({ length: yearOf(today) - first + 1 }, (_, index) => first + index);
  const about = { workItemId: { in: ids } };
  return {
    county: {
      name: county.name,
      today,
      rehearsal: county.businessDate !== null,
      calendarVersion: county.calendarVersion,
    },
    escalation,
    plan: await db.plan.findUnique({ where: { id: escalation.planId ?? '' } }),
    measure: await db.measure.findUnique({ where: { id: escalation.measureId ?? '' } }),
    unitName: (await db.unit.findUnique({ where: { id: escalation.unitId ?? '' } }))?.name ?? '',
    ...{ rounds, rungs, beside, talks },
    overdue: { on: overdueOn, days: item ? latenessOf(item, day, overdueOn).overdueDays : 0 },
    waited: item ? spansOf(item) : [],
    process: await processOf(db, instanceId),
    stepName: (await stepNames(db, ids)).get(item?.id ?? '') ?? null,
    objections: await db.objection.findMany({ where: about, orderBy: [{ filedOn: 'asc' }, { id: 'asc' }] }),
    extensions: await db.extension.findMany({ where: about, orderBy: [{ filedOn: 'asc' }, { id: 'asc' }] }),
    urgings: await db.urging.findMany({ where: about, orderBy: [{ urgedOn: 'asc' }, { id: 'asc' }] }),
    reviews: await db.workItem.findMany({ where: { reviewsId: { in: ids } }, orderBy: { openedOn: 'asc' } }),
    letters: await Promise.all(letters.map((letter) => withProof(db, letter, county.name))),
    files: await db.itemFile.findMany({ where: { workItemId: { in: all } }, orderBy: { id: 'asc' } }),
    timeline: await wholeTimeline(db, countyId, all),
    calendarDays: await db.calendarDay.findMany({
      where: { countyId, OR: years.map((year) => ({ day: { startsWith: `${year}-` } })) },
      orderBy: { day: 'asc' },
    }),
    extraDays: await extraDaysOf(db, countyId, item),
    ladder: item?.ladderId ? await db.ladder.findUnique({ where: { id: item.ladderId } }) : null,
  };
}

async function processOf(db: Tx, instanceId: string): Promise<ReferralFacts['process']> {
  const { definitionVersionId: id } = await db.processInstance.findUniqueOrThrow({ where: { id: instanceId } });
  const version = await db.definitionVersion.findUnique({ where: { id }, include: { definition: true } });
  return version && { name: version.definition.name, version: version.version };
}

/** The extra days that count for the item, those of its plan before those of its unit. */
async function extraDaysOf(db: Tx, countyId: string, item: WorkItem | undefined): Promise<ExtraDay[]> {
  const owners = [item?.planId ? { planId: item.planId } : null, item?.unitId ? { unitId: item.unitId } : null];
  return db.extraDay.findMany({
    where: { countyId, untilVersion: null, OR: owners.flatMap((owner) => owner ?? []) },
    orderBy: [{ planId: { sort: 'asc', nulls: 'last' } }, { day: 'asc' }],
  });
}

async function withProof(db: Tx, letter: Letter, countyName: string): Promise<ReferralFacts['letters'][number]> {
  const unit = await db.unit.findUnique({ where: { id: letter.approverUnitId ?? '' } });
  const post = await db.post.findUnique({ where: { id: letter.approverPostId ?? '' }, include: { unit: true } });
  const notices = await db.notice.findMany({
    where: { workItemId: letter.workItemId, kind: { startsWith: 'LETTER' }, day: letter.signedOn ?? '' },
  });
  const digests = await db.digest.findMany({
    where: { id: { in: notices.flatMap((notice) => (notice.digestId ? [notice.digestId] : [])) } },
  });
  const people = await db.person.findMany({ where: { id: { in: digests.map((digest) => digest.personId) } } });
  return {
    letter,
    issuer: unit?.name ?? post?.unit?.name ?? countyName,
    mails: digests.map(({ id, day, personId, messageId, state }) => ({
      ...{ day, messageId, state },
      person: people.find((person) => person.id === personId)?.name ?? '',
      openedOn: notices.find((notice) => notice.digestId === id)?.openedOn ?? null,
    })),
  };
}

function refuseReading(actor: Actor, escalation: Escalation): void {
  if (isOfUnit(actor.posts, escalation.unitId)) {
    throw new DubanError('OWN_CASE', {
      zh: '涉及本单位的移送材料不能查看',
      en: 'Nobody reads what was referred about their own unit',
    });
  }
  if (isHandedOver(escalation)) return;
  throw new DubanError('CONFLICT', {
    zh: '移送经批准后才有材料',
    en: 'There is a package once the referral has been approved',
  });
}

/** A package without its bytes. */
export interface PackageRow {
  pdfHash: string;
  zipHash: string;
  madeBy: string;
  madeOn: string;
}

/** The package of a referral; null before it is made. */
export function readPackage(db: Tx, escalationId: string): Promise<PackageRow | null> {
  const select = { pdfHash: true, zipHash: true, madeBy: true, madeOn: true } as const;
  return db.referralPackage.findUnique({ where: { escalationId }, select });
}

/** The bytes of a package that the caller may read; null before it is made. */
export async function packageBytes(
  db: Tx,
  actor: Actor,
  escalation: Escalation,
  format: 'pdf' | 'zip',
): Promise<Uint8Array | null> {
  refuseReading(actor, escalation);
  const found = await db.referralPackage.findUnique({ where: { escalationId: escalation.id } });
  return found === null ? null : found[format];
}

/** Keeps a package with its hashes. One that is there already stays: what was handed over never changes. */
export function keepPackage(
  db: Db,
  actor: Actor,
  escalation: Escalation,
  made: { pdf: Buffer; zip: Buffer },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    const [pdfHash, zipHash] = [hashOf(made.pdf), hashOf(made.zip)];
    const { count } = await tx.referralPackage.createMany({
      data: {
        ...{ escalationId: escalation.id, countyId: county.countyId, pdfHash, zipHash },
        ...{ pdf: new Uint8Array(made.pdf), zip: new Uint8Array(made.zip) },
        ...{ madeBy: actor.personName, madeOn: county.today },
      },
      skipDuplicates: true,
    });
    if (count === 0) return;
    const { planId, measureId, workItemId, instanceId, unitId } = escalation;
    await recordEvent(tx, {
      ...{ countyId: county.countyId, kind: 'PACKAGE_MADE', businessDay: county.today },
      ...{ planId, measureId, workItemId, instanceId, unitId },
      ...by(actor),
      data: { escalationId: escalation.id, pdfHash, zipHash },
    });
  });
}
