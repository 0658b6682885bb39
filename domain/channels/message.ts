import { rungLabelOf } from '../ladder/labels.ts';
import type { Day } from '../process/types.ts';

/** What a message is made from: numbers and names of units alone, never what an item or a report says. */
export interface MessageFacts {
  rehearsal: boolean;
  language: 'zh' | 'en';
  /** The unit whose group is spoken to; null to a person. */
  unitName: string | null;
  /** One for each item, by the rung that it reached. */
  rungs: readonly string[];
  earliestDueOn: Day | null;
  /** Where to act. */
  link: string;
}

export interface MessageText {
  title: string;
  /** Without title and link. */
  text: string;
  link: string;
}

/** Writes one collected message: what was reached, how often, until when. */
export function composeMessage(facts: MessageFacts): MessageText {
  const { language, unitName, rungs, earliestDueOn, link } = facts;
  const counts = new Map<string, number>();
  for (const rung of rungs) {
    const label = rungLabelOf(rung)[language];
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const mark = facts.rehearsal ? '【演练】' : '';
  if (language === 'zh') {
    const parts = [...counts].map(([label, n]) => `${label}${n}项`).join('、');
    return {
      title: `${mark}督办事项提醒：${unitName ?? '您'}有${rungs.length}项待办`,
      text: `${parts}${earliestDueOn === null ? '' : `，最早期限${earliestDueOn}`}。请登录系统办理${unitName === null ? '' : '，勿在群内传递涉密信息'}。`,
      link,
    };
  }
  const parts = [...counts].map(([label, n]) => `${label} ${n}`).join(', ');
  const what = `${rungs.length} ${rungs.length === 1 ? 'item' : 'items'}`;
  return {
    title: `${mark}Duban: ${unitName === null ? what : `${unitName}, ${what}`}`,
    text: `${parts}${earliestDueOn === null ? '' : `, earliest due ${earliestDueOn}`}. Please sign in to act${unitName === null ? '' : '; nothing classified belongs in this group'}.`,
    link,
  };
}

/** What an administrator sends to see whether a channel works. */
export function composeTest(facts: Pick<MessageFacts, 'rehearsal' | 'language' | 'link'>): MessageText {
  const mark = facts.rehearsal ? '【演练】' : '';
  return facts.language === 'zh'
    ? { title: `${mark}督办：测试消息`, text: '收到本消息，说明通知渠道可用，无需办理。', link: facts.link }
    : { title: `${mark}Duban: a test`, text: 'The channel works; there is nothing to do.', link: facts.link };
}
