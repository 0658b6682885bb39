import type { UserMessage } from '../errors.ts';
import { defaultLadder } from './defaultLadder.ts';
import { type RungGroup, rungGroupOf } from './types.ts';

const shipped = new Map<string, UserMessage>(defaultLadder.rungs.map((rung) => [rung.key, rung.label]));

const groupLabels: Record<RungGroup, UserMessage> = {
  REMIND: { zh: '提醒', en: 'Reminder' },
  URGE: { zh: '催办', en: 'Urging' },
  SUPERVISE: { zh: '督办', en: 'Supervision order' },
  TALK: { zh: '约谈', en: 'Admonitory talk' },
  COPY: { zh: '抄送纪委监委', en: 'Copy to the discipline commission' },
  REFER: { zh: '移送问题线索', en: 'Referral of clues' },
};

/** What a rung is called, by its key alone: further rungs of a group are numbered. */
export function rungLabelOf(key: string): UserMessage {
  const group = rungGroupOf(key);
  const own = shipped.get(key);
  if (own || group === null) return own ?? { zh: key, en: key };
  const { zh, en } = groupLabels[group];
  const number = key.slice(group.length + 1);
  return number === '' ? { zh, en } : { zh: `${zh}（${number}）`, en: `${en} (${number})` };
}
