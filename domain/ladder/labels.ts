import type { UserMessage } from '../errors.ts';
import { defaultLadder } from './defaultLadder.ts';
import { type Audience, type RungApproval, type RungGroup, rungGroupOf } from './types.ts';

const shipped = new Map<string, UserMessage>(defaultLadder.rungs.map((rung) => [rung.key, rung.label]));

export const rungGroupLabels: Record<RungGroup, UserMessage> = {
  REMIND: { zh: '提醒', en: 'Reminder' },
  URGE: { zh: '催办', en: 'Urging' },
  SUPERVISE: { zh: '督办', en: 'Supervision order' },
  TALK: { zh: '约谈', en: 'Admonitory talk' },
  COPY: { zh: '抄送纪委监委', en: 'Copy to the discipline commission' },
  REFER: { zh: '移送问题线索', en: 'Referral of clues' },
};

/** Whom a rung is told to, as the editor of ladders, previews and packages name them. */
export const audienceLabels: Record<Audience, UserMessage> = {
  holder: { zh: '承办人', en: 'holder' },
  unitHead: { zh: '单位负责人', en: 'head of the unit' },
  supportingUnits: { zh: '配合单位', en: 'supporting units' },
  responsibleLeader: { zh: '责任领导', en: 'responsible leader' },
  leadingGroupHead: { zh: '领导小组组长', en: 'head of the leading group' },
  leadingGroup: { zh: '领导小组全体成员', en: 'whole leading group' },
  office: { zh: '办公室', en: 'office' },
  discipline: { zh: '纪委监委', en: 'discipline commission' },
  countyChiefs: { zh: '党政主要领导', en: 'chief leaders' },
  post: { zh: '指定岗位', en: 'named posts' },
};

export const approvalLabels: Record<NonNullable<RungApproval>, UserMessage> = {
  officeHead: { zh: '办公室主任签发', en: 'signed by the head of the office' },
  named: { zh: '指定领导批准', en: 'approved by a named leader' },
};

/** What a rung is called, by its key alone: further rungs of a group are numbered. */
export function rungLabelOf(key: string): UserMessage {
  const group = rungGroupOf(key);
  const own = shipped.get(key);
  if (own || group === null) return own ?? { zh: key, en: key };
  const { zh, en } = rungGroupLabels[group];
  const number = key.slice(group.length + 1);
  return number === '' ? { zh, en } : { zh: `${zh}（${number}）`, en: `${en} (${number})` };
}
