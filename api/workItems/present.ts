import { daysBetween } from '../../domain/day.ts';
import { doingPosts } from '../../domain/delegation.ts';
import { whyNotExtended } from '../../domain/extension.ts';
import { holds, mayJudge, maySubmit } from '../../domain/holding.ts';
import { rungLabelOf } from '../../domain/ladder/index.ts';
import { itemLight } from '../../domain/light.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import { awaitsSigning, canTransition, isWithHolder, itemLabel, kindFacts } from '../../domain/workItem.ts';
import { inCapacity } from '../../prisma/repositories/actor.ts';
import { heads } from '../../prisma/repositories/extensions.ts';
import { signedLate } from '../../prisma/repositories/lateness.ts';
import { mayObjectToLight } from '../../prisma/repositories/objections.ts';
import type { PassedAnswers } from '../../prisma/repositories/passedAnswers.ts';
import { mayUrge } from '../../prisma/repositories/urgings.ts';
import type { WorkItemRow } from '../../prisma/repositories/workItemReads.ts';
import type { LocalText, UnitRef } from '../common/schema.ts';
import { against } from '../objections/against.ts';
import { type Actor, holdsKind } from '../policies/actor.ts';
import type { WorkItem } from './schema.ts';

export function presentWorkItem(row: WorkItemRow, actor: Actor): WorkItem {
  const { county, overdueDays, dueOn, late } = row;
  const withHolder = isWithHolder(row.state);
  const unit = unitRef(row.unitId, row.unitName);
  const verdict = itemLight(row, calendarOf(county, row), county.today, county.limits);
  // What has not left the unit yet is nobody else's to read.
  const mayRead = !withHolder || holds(actor.posts, row);
  return {
    id: row.id,
    kind: row.kind,
    kindLabel: itemLabel(row.kind, row.stepName),
    state: row.state,
    planId: row.planId,
    planTitle: row.planTitle,
    planKind: row.planKind,
    measureId: row.measureId,
    measureTitle: row.measureTitle,
    subject: row.subject,
    letterId: row.letterId,
    explains: explainedIn(row, actor),
    objection: objectionIn(row),
    extension: extensionIn(row),
    asked: mayRead && typeof row.fields?.asked === 'string' ? row.fields.asked : null,
    ground: row.runNote === null ? null : { text: row.runNote, by: row.runBy ?? '' },
    elementId: row.elementId,
    unit,
    holder: { kind: row.holderKind, post: row.post },
    period: row.periodKey === null ? null : { key: row.periodKey, name: row.periodName ?? row.periodKey },
    round: row.round,
    openedOn: row.openedOn,
    dueOn,
    originalDueOn: row.originalDueOn,
    paused: row.paused,
    daysLeft: dueOn !== null && withHolder ? daysBetween(county.today, dueOn) : null,
    overdueWorkingDays: overdueDays,
    late: late && row.state !== 'CANCELLED',
    light: { colour: verdict.light, reason: verdict.reason },
    version: row.version,
    text: mayRead ? row.text : null,
    outcome: row.outcome,
    outcomes: row.outcomes,
    fields: mayRead ? row.fields : null,
    form: row.form,
    returnedReason: row.returnedReason,
    signing: signingIn(row),
    preparedOn: row.preparedOn,
    submittedOn: row.submittedOn,
    closedOn: row.closedOn,
    unreported: row.unreported,
    ladder: withHolder ? ladderIn(row) : null,
    reviews: row.reviewsId === null ? null : reviewed(row, row.reviewsId),
    whyMe: whyMe(row, actor),
    can: permissions(row, actor),
  };
}

export function presentPassed({ id, kind, stepName, unitId, unitName, ...rest }: PassedAnswers) {
  const { submittedOn, form, values } = rest;
  const kindLabel = itemLabel(kind, stepName);
  return { id, kindLabel, unit: unitRef(unitId, unitName), submittedOn, form, values };
}

function ladderIn({ ladderName, nextRung, nextRungOn }: WorkItemRow): WorkItem['ladder'] {
  if (ladderName === null) return null;
  const next = nextRung && nextRungOn ? { label: rungLabelOf(nextRung), on: nextRungOn } : null;
  return { name: ladderName, next };
}

function signingIn(row: WorkItemRow): WorkItem['signing'] {
  const { signBy, signedOn, signedBy, county } = row;
  if (signBy === null) return null;
  const waits = awaitsSigning(row);
  const late = signedLate(row, county, waits ? county.today : (signedOn ?? signBy));
  return { by: signBy, waits, late, signedOn, signedBy };
}

function explainedIn(row: WorkItemRow, actor: Actor): WorkItem['explains'] {
  const { escalationId, explainedId, explainedKind, explainedRung, explainedOut } = row;
  if (escalationId === null || explainedKind === null) return null;
  return {
    workItemId: explainedId ?? '',
    kindLabel: itemLabel(explainedKind, row.explainedStep),
    ...{ period: row.explainedPeriod, dueOn: row.explainedDueOn, rungLabel: rungLabelOf(explainedRung ?? '') },
    escalationId: explainedOut || !holds(actor.posts, row) ? escalationId : null,
  };
}

function objectionIn({ objection }: WorkItemRow): WorkItem['objection'] {
  if (objection === null) return null;
  const { id, filedBy, filedOn, letterId, escalationId, workItemId, unitId, unitName } = objection;
  return {
    ...{ id, filedBy, filedOn, letterId, escalationId, workItemId, against: against(objection) },
    unit: { id: unitId, name: unitName ?? '' },
  };
}

function extensionIn({ extensionId, extendsItemId, fromDueOn, askedDueOn }: WorkItemRow): WorkItem['extension'] {
  if (extensionId === null) return null;
  return {
    ...{ id: extensionId, workItemId: extendsItemId ?? '' },
    ...{ fromDueOn: fromDueOn ?? '', askedDueOn: askedDueOn ?? '' },
  };
}

function unitRef(id: string | null, name: string | null): UnitRef | null {
  return id === null ? null : { id, name: name ?? '' };
}

/** What a unit has prepared and not handed in is not the judge's to read yet. */
function reviewed(row: WorkItemRow, id: string): WorkItem['reviews'] {
  const waits = awaitsHandIn(row);
  return {
    id,
    kind: row.reviewedKind ?? '',
    waits,
    text: waits ? null : row.reviewedText,
    form: row.reviewedForm,
    values: waits ? null : row.reviewedValues,
    unit: unitRef(row.reviewedUnitId, row.reviewedUnitName),
    submittedOn: row.reviewedOn,
    returnedWithin: row.county.limits.returnedWithin,
  };
}

function awaitsHandIn({ reviewedState }: WorkItemRow): boolean {
  return reviewedState !== null && isWithHolder(reviewedState);
}

/** Which buttons to show; the transaction asks again. */
function permissions(row: WorkItemRow, caller: Actor): WorkItem['can'] {
  const actor = { ...caller, posts: doingPosts(caller.posts) };
  const held = holds(actor.posts, row);
  const judges = row.reviewsId !== null;
  const judged =
    row.reviewedHolderKind === null
      ? null
      : { holderKind: row.reviewedHolderKind, unitId: row.reviewedUnitId, postId: row.reviewedPostId };
  const judging = judges && isWithHolder(row.state) && !awaitsHandIn(row) && mayJudge(actor.posts, row, judged);
  return {
    sign: held && awaitsSigning(row),
    prepare: held && !judges && canTransition(row, 'prepare'),
    submit: !judges && maySubmit(caller.posts, row) && canTransition(row, 'submit'),
    recall: held && !judges && canTransition(row, 'recall'),
    accept: judging,
    return: judging,
    object: mayObjectToLight(actor, row, row),
    extend: heads(actor, row) && whyNotExtended(row, row.county.limits.extensionsAtMost) === null,
    urge: mayUrge(actor, row),
  };
}

const roleWords: Record<string, LocalText> = {
  LEAD: { zh: '牵头单位', en: 'a lead unit' },
  RESPONSIBLE: { zh: '责任单位', en: 'a responsible unit' },
  SUPPORTING: { zh: '配合单位', en: 'a supporting unit' },
};

/** Why the item is with whom it is with, in the words of the document. */
function whyMe(row: WorkItemRow, actor: Actor): LocalText {
  if (!holds(actor.posts, row)) {
    const by = row.unitName ?? row.post?.holder?.name ?? row.post?.title ?? '';
    return { zh: `由${by}办理`, en: `With ${by}` };
  }
  const { onBehalfOf } = inCapacity(actor, ({ posts }) => holds(posts, row));
  const why = ownReason(row, actor);
  if (!onBehalfOf) return why;
  return { zh: `代${onBehalfOf.name}：${why.zh}`, en: `For ${onBehalfOf.name}: ${why.en}` };
}

function ownReason(row: WorkItemRow, actor: Actor): LocalText {
  switch (row.holderKind) {
    case 'OFFICE':
      return { zh: '由领导小组办公室办理', en: 'The office does this' };
    case 'LEADER':
      return {
        zh: `您是该${row.planKind === 'MATTER' ? '事项' : '措施'}的责任领导`,
        en: 'You are the responsible leader',
      };
    case 'CHIEF_LEADER':
      return { zh: '由党政主要领导决定', en: 'The chief leaders decide this' };
    case 'DISCIPLINE':
      return { zh: '由纪检监察机关办理', en: 'The discipline commission does this' };
    default: {
      const role = row.role === null ? undefined : roleWords[row.role];
      const sign = kindFacts[row.kind]?.needsHeadSignature && holdsKind(actor, 'UNIT_HEAD');
      const zh = role ? `本单位是${role.zh}` : '本单位承担该方案的任务';
      const en = role ? `Your unit is ${role.en}` : 'Your unit has tasks in this plan';
      return sign ? { zh: `${zh}，由您审签`, en: `${en}, and you sign` } : { zh, en };
    }
  }
}
