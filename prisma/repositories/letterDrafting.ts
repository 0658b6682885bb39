import { randomUUID } from 'node:crypto';
import { type HeldPost, ownOf } from '../../domain/holding.ts';
import { overdueWorkingDays } from '../../domain/ladder/index.ts';
import {
  draftLetter,
  type LetterFacts,
  type LetterKind,
  type LetterTemplate,
  letterKindFacts,
} from '../../domain/letters/index.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import { itemLabel } from '../../domain/workItem.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { PlanKind, PostKind } from '../generated/enums.ts';
import type { LetterCreateManyInput } from '../generated/models.ts';
import { approverOf, loadPostBook, type PostBook, receiverOf } from './audiences.ts';
import type { CountyDay } from './clock.ts';
import { templatesInUse } from './letterTemplates.ts';
import { obligationClock } from './obligations.ts';
import { stepNames } from './stepNames.ts';
import { distinct, loadSubjects, type Subjects } from './subjects.ts';

type Item = Omit<WorkItem, 'text' | 'fields'>;

/** Who signs a letter: a post, or whoever holds a kind of post in a unit. */
export interface Signer {
  approverKind: PostKind | null;
  approverPostId: string | null;
  approverUnitId: string | null;
}

/** What whoever drafts a letter adds to the facts of its item. */
export interface Additions {
  remark?: string | undefined;
  talkAt?: string | undefined;
  talkPlace?: string | undefined;
}

export interface DraftRequest {
  kind: LetterKind;
  item: Item;
  signer: Signer;
  additions?: Additions;
  draftedBy?: string;
}

/** The office's head signs, about the office's own unit the responsible leader; severe letters their named approver. */
export function signerOf(kind: LetterKind, item: Item, subjects: Subjects, book: PostBook): Signer {
  const officeUnitId = item.planId === null ? null : (subjects.plans.get(item.planId)?.officeUnitId ?? null);
  const { signs } = letterKindFacts[kind];
  if (signs === 'officeHead' && item.unitId !== officeUnitId) {
    return { approverKind: 'OFFICE', approverPostId: null, approverUnitId: officeUnitId };
  }
  return { ...approverOf(item, kind === 'REFERRAL' ? 'REFER' : 'TALK', subjects, book), approverUnitId: null };
}

/** The signer alone, also where it comes as part of a larger row. */
const signerColumns = ({ approverKind, approverPostId, approverUnitId }: Signer): Signer => ({
  approverKind,
  approverPostId,
  approverUnitId,
});

/** Rows of letters drafted from the templates in use, with the facts of their items; not stored yet. */
export async function draftRows(
  tx: Tx,
  county: CountyDay,
  subjects: Subjects,
  requests: readonly DraftRequest[],
): Promise<LetterCreateManyInput[]> {
  if (requests.length === 0) return [];
  const templates = await templatesInUse(tx, county.countyId);
  const names = await loadNames(tx, county, requests, subjects);
  return requests.map((request) => {
    const { kind, item, additions = {} } = request;
    const inUse = templates.get(kind) ?? { ...letterKindFacts[kind].shipped, version: 0 };
    const facts = factsOf(request, county, subjects, names);
    return {
      ...{ id: randomUUID(), countyId: county.countyId, kind, series: letterKindFacts[kind].series },
      ...{ planId: item.planId, workItemId: item.id, measureId: item.measureId, unitId: item.unitId },
      ...{ itemDueOn: item.dueOn, draftedOn: county.today, draftedBy: request.draftedBy ?? null },
      ...signerColumns(request.signer),
      ...{ additions: { ...additions }, answerWithin: inUse.answerWithin },
      ...draftedWith(inUse, kind, facts, county.rehearsal),
    };
  });
}

/** What a letter of a kind would say about an item today. */
export async function factsOfItem(tx: Tx, county: CountyDay, kind: LetterKind, item: Item): Promise<LetterFacts> {
  const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
  const book = await loadPostBook(tx, county.countyId, county.today);
  const request = { kind, item, signer: signerOf(kind, item, subjects, book) };
  return factsOf(request, county, subjects, await loadNames(tx, county, [request], subjects));
}

/** The round must not stop at a template that only fails with an item's own facts: then the shipped one serves. */
function draftedWith(
  inUse: LetterTemplate & { version: number },
  kind: LetterKind,
  facts: LetterFacts,
  rehearsal: boolean,
): { title: string; text: string; templateVersion: number } {
  try {
    return { ...draftLetter(inUse, facts, rehearsal), templateVersion: inUse.version };
  } catch {
    const { shipped } = letterKindFacts[kind];
    const template = { ...shipped, answerWithin: inUse.answerWithin };
    return { ...draftLetter(template, facts, rehearsal), templateVersion: 0 };
  }
}

interface Names {
  /** What drawings call the steps of the items, by the item. */
  steps: Map<string, string | null>;
  units: Map<string, string>;
  plans: Map<string, { kind: PlanKind; title: string; documentNumber: string | null }>;
  postUnits: Map<string, string | null>;
  county: string;
}

/** The names that letters of these requests print, and no others: a county may have thousands of units. */
async function loadNames(
  tx: Tx,
  county: CountyDay,
  requests: readonly DraftRequest[],
  subjects: Subjects,
): Promise<Names> {
  const items = requests.map(({ item }) => item);
  const plans = await tx.plan.findMany({
    where: { id: { in: distinct(items.map((item) => item.planId)) } },
    select: { id: true, kind: true, title: true, documentNumber: true },
  });
  const posts = await tx.post.findMany({
    where: { id: { in: distinct(requests.map(({ signer }) => signer.approverPostId)) } },
    select: { id: true, unitId: true },
  });
  const unitIds = distinct([
    ...items.map((item) => item.unitId),
    ...requests.map(({ signer }) => signer.approverUnitId),
    ...[...posts, ...subjects.posts].map((post) => post.unitId),
  ]);
  const units = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM "Unit" WHERE "countyId" = ${county.countyId} AND id = ANY(${unitIds})`;
  const { name } = await tx.county.findUniqueOrThrow({ where: { id: county.countyId } });
  return {
    steps: await stepNames(tx, distinct(items.map(({ id }) => id))),
    units: new Map(units.map((unit) => [unit.id, unit.name])),
    plans: new Map(plans.map((plan) => [plan.id, plan])),
    postUnits: new Map(posts.map((post) => [post.id, post.unitId])),
    county: name,
  };
}

function factsOf(
  { item, signer, additions = {} }: DraftRequest,
  county: CountyDay,
  subjects: Subjects,
  names: Names,
): LetterFacts {
  const plan = item.planId === null ? undefined : names.plans.get(item.planId);
  const measure = item.measureId === null ? undefined : subjects.measures.get(item.measureId);
  const unitName = (id: string | null | undefined): string | undefined => (id ? names.units.get(id) : undefined);
  const commission = subjects.posts.find((post) => post.kind === 'DISCIPLINE')?.unitId;
  const signerUnit = signer.approverUnitId ?? names.postUnits.get(signer.approverPostId ?? '');
  return {
    planTitle: plan?.title ?? '',
    matterTitle: plan?.kind === 'MATTER' ? plan.title : null,
    documentNumber: plan?.documentNumber ?? null,
    measureTitle: measure?.title ?? null,
    itemLabel: itemLabel(item.kind as WorkItemKind, names.steps.get(item.id) ?? null).zh,
    unitName: unitName(item.unitId) ?? '',
    ...{ dueOn: item.dueOn, originalDueOn: item.originalDueOn },
    overdueWorkingDays: overdueWorkingDays(obligationClock(item, new Map()), calendarOf(county, item), county.today),
    draftedOn: county.today,
    issuer: unitName(signerUnit) ?? names.county,
    receiver: receiverOf(item, subjects) === 'DISCIPLINE' ? (unitName(commission) ?? names.county) : names.county,
    remark: given(additions.remark),
    talkAt: given(additions.talkAt),
    talkPlace: given(additions.talkPlace),
  };
}

const given = (text: string | undefined): string | null => text?.trim() || null;

/** Whether a post of the actor is of the unit that a letter is about: nobody drafts or signs in their own case. */
export function isOfUnit(posts: readonly HeldPost[], unitId: string | null): boolean {
  return unitId !== null && ownOf(posts).unitIds.includes(unitId);
}
