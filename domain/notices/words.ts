import type { UserMessage } from '../errors.ts';
import { type Audience, rungGroupOf, rungLabelOf } from '../ladder/index.ts';
import type { PassingCause } from './gaps.ts';

const labels: Record<string, UserMessage> = {
  OPENED: { zh: '新待办', en: 'New' },
  UNSIGNED: { zh: '超过签收时限，请签收', en: 'Not signed for in time' },
  REMIND_7: { zh: '提醒', en: 'Reminder' },
  REMIND_1: { zh: '即将到期', en: 'Due soon' },
  URGE: { zh: '催办', en: 'Urging' },
  URGED: { zh: '催办', en: 'Urging' },
  SUPERVISE: { zh: '督办', en: 'Supervision order' },
  TO_SIGN: { zh: '督办单待签发', en: 'Order to be signed' },
  LETTER: { zh: '督办单已签发', en: 'Order signed' },
  TALK: { zh: '约谈待决定', en: 'Talk to be decided' },
  TALK_APPROVED: { zh: '约谈通知', en: 'Talk to be held' },
  APPROVAL_LATE: { zh: '逾期未决定，请督促', en: 'Not decided in time' },
  DEPUTY: { zh: '转由您决定', en: 'Passed to you to decide' },
  LISTED: { zh: '下一工作日将抄送纪委监委', en: 'Goes to the discipline commission on the next working day' },
  COPY: { zh: '抄送', en: 'Copy' },
  TO_APPROVE: { zh: '移送问题线索待批准', en: 'Referral to be approved' },
  EXPLAINED: { zh: '说明期已结束，待您决定', en: 'Explained or out of time: yours to decide' },
  TOLERATED: { zh: '认定容错', en: 'Tolerated' },
  EXTENSION_GRANTED: { zh: '同意延期', en: 'Extension granted' },
  EXTENSION_REFUSED: { zh: '不同意延期', en: 'Extension refused' },
  DEADLINE_MOVED: { zh: '完成时限已调整', en: 'Deadline changed' },
  DEADLINE_PLANNED: { zh: '完成时限将调整', en: 'Deadline will change' },
  DEADLINE_KEPT: { zh: '完成时限不再调整', en: 'Deadline stays as it is' },
  OBJECTION_DECIDED: { zh: '异议已复核', en: 'Objection decided' },
  LETTER_REMINDER: { zh: '提醒函已签发', en: 'Letter of reminder' },
  LETTER_TALK: { zh: '约谈通知书已签发', en: 'Invitation to a talk' },
  LETTER_RECTIFICATION: { zh: '整改通知书已签发', en: 'Order to put right' },
  LETTER_REFERRAL: { zh: '问题线索移送函已签发', en: 'Letter of referral' },
  REFERRED: { zh: '移送问题线索', en: 'Referral' },
};

const reasons: Record<Audience, UserMessage> = {
  holder: { zh: '由您承办', en: 'it is yours to do' },
  unitHead: { zh: '您是承办单位负责人', en: 'your unit holds it' },
  supportingUnits: { zh: '您所在单位是配合单位', en: 'your unit supports it' },
  post: { zh: '规则指定通知您的岗位', en: 'the ladder names your post' },
  responsibleLeader: { zh: '您是责任领导', en: 'you are its responsible leader' },
  leadingGroupHead: { zh: '须由您审批', en: 'it needs your decision' },
  leadingGroup: { zh: '您是领导小组成员', en: 'you belong to the leading group' },
  office: { zh: '由督查办公室处理', en: 'the office deals with it' },
  discipline: { zh: '抄送纪检监察机关', en: 'copied to the discipline commission' },
  countyChiefs: { zh: '报县主要领导', en: 'reported to the chief leaders' },
};

/** As whom the next in line stands in for somebody who is not there. */
const roles: Record<Audience, UserMessage> = {
  holder: { zh: '承办岗位', en: 'the post that it is for' },
  unitHead: { zh: '承办单位负责人岗位', en: 'the post of the head of its unit' },
  supportingUnits: { zh: '配合单位的岗位', en: 'the post in a supporting unit' },
  post: { zh: '规则指定的岗位', en: 'the post that the ladder names' },
  responsibleLeader: { zh: '责任领导岗位', en: 'the post of its responsible leader' },
  leadingGroupHead: { zh: '审批岗位', en: 'the post that decides about it' },
  leadingGroup: { zh: '领导小组成员岗位', en: 'any post of the leading group' },
  office: { zh: '督查办公室岗位', en: 'any post of the office' },
  discipline: { zh: '纪检监察机关岗位', en: 'any post of the discipline commission' },
  countyChiefs: { zh: '县主要领导岗位', en: 'any post of a chief leader' },
};

/** The reason said of somebody else, to whoever looks up who was told. */
const told: Record<Audience, UserMessage> = {
  holder: { zh: '承办人', en: 'does it' },
  unitHead: { zh: '承办单位负责人', en: 'head of the unit that holds it' },
  supportingUnits: { zh: '配合单位', en: 'supporting unit' },
  post: { zh: '规则指定的岗位', en: 'post that the ladder names' },
  responsibleLeader: { zh: '责任领导', en: 'responsible leader' },
  leadingGroupHead: { zh: '审批人', en: 'decides about it' },
  leadingGroup: { zh: '领导小组成员', en: 'member of the leading group' },
  office: { zh: '督查办公室', en: 'the office' },
  discipline: { zh: '纪检监察机关', en: 'discipline commission' },
  countyChiefs: { zh: '县主要领导', en: 'chief leader' },
};

/** Whose notice it was before it came to the next in line, and why it did. */
export interface PassedOn {
  passedBecause: PassingCause | null;
  insteadOf: string | null;
}

/** The answer to “why do I get this”; a delegate 受托人, and who is next in line, is also told for whom. */
export function noticeReason(reason: Audience, onBehalfOf: string | null, passed: PassedOn): UserMessage {
  const cause = passedOn(reason, passed);
  const own = cause && { zh: `${cause.zh}，转由您知悉`, en: `${cause.en}; you are next in line` };
  return behalf(own ?? reasons[reason], onBehalfOf);
}

/** As whom somebody was told; of a delegate 受托人, and of who is next in line, also for whom. */
export function noticeRole(reason: Audience, onBehalfOf: string | null, passed: PassedOn): UserMessage {
  const cause = passedOn(reason, passed);
  const own = cause && { zh: `${cause.zh}，由其知悉`, en: `${cause.en}; next in line` };
  return behalf(own ?? told[reason], onBehalfOf);
}

function behalf({ zh, en }: UserMessage, onBehalfOf: string | null): UserMessage {
  if (onBehalfOf === null) return { zh, en };
  return { zh: `代${onBehalfOf}：${zh}`, en: `for ${onBehalfOf}: ${en}` };
}

/** Why a notice came to the next in line; null where it did not. */
function passedOn(reason: Audience, { passedBecause, insteadOf }: PassedOn): UserMessage | null {
  switch (passedBecause) {
    case null:
      return null;
    case 'VACANT':
      return { zh: `${roles[reason].zh}无人在任`, en: `nobody holds ${roles[reason].en}` };
    case 'NO_ADDRESS':
      return { zh: `${insteadOf}未登记邮箱`, en: `${insteadOf} has no mail address` };
    case 'ADDRESS_FAILED':
      return { zh: `${insteadOf}的邮箱不能收信`, en: `mail does not reach ${insteadOf}` };
  }
}

/** What a notice is called: by its own kind, or by the rung of a ladder that its kind names. */
export function noticeLabel(kind: string): UserMessage {
  return labels[kind] ?? rungLabelOf(kind);
}

/** What the reader decides about an escalation, or learns of it, rather than hands in. */
const DECISIONS = new Set([
  'SUPERVISE',
  'TO_SIGN',
  'TALK',
  'TALK_APPROVED',
  'LISTED',
  'COPY',
  'TO_APPROVE',
  'APPROVAL_LATE',
  'DEPUTY',
  'EXPLAINED',
  'REFERRED',
]);

/** Whether a notice is about the escalation more than about the item. */
export function isAboutEscalation(kind: string, escalationId: string | null): escalationId is string {
  return escalationId !== null && DECISIONS.has(rungGroupOf(kind) ?? kind);
}

/** The page where its reader acts on a notice, as a path. */
export function noticePage(kind: string, of: { workItemId: string; escalationId: string | null }): string {
  return isAboutEscalation(kind, of.escalationId) ? `/escalations/${of.escalationId}` : `/items/${of.workItemId}`;
}
