import { type LetterKind, letterKindFacts, letterKinds } from '../../../domain/letters/index.ts';
import type { LocalText } from '../schema.ts';
import { dataText as text } from './dataText.ts';
import { type Data, type Sentences, withReason } from './sentence.ts';

/** What the trail says of the rungs of the ladder, and of the letters, talks and objections that belong to them. */
export const escalations = {
  RUNG_REACHED: ({ data, item, rung }) => reached(text(data.state), item, rung),
  RUNG_HELD: ({ data, rung }) => withReason({ zh: `暂缓${rung.zh}`, en: `${rung.en} held` }, data.reason),
  RUNG_RELEASED: ({ rung }) => ({ zh: `恢复${rung.zh}`, en: `${rung.en} released` }),
  ESCALATION_DECIDED: ({ data, rung }) => withReason(decided(text(data.state), rung), data.reason),
  ESCALATION_ACKNOWLEDGED: ({ data, rung }) =>
    withReason({ zh: `${rung.zh}：已签收`, en: `${rung.en}: received` }, data.reason),
  APPROVAL_PASSED_ON: ({ data, rung }) =>
    data.to === 'deputy'
      ? {
          zh: `${rung.zh}逾期未决定，转代批人`,
          en: `${rung.en}: not decided in time, passed to the deputy`,
        }
      : {
          zh: `${rung.zh}逾期未决定，已报党政主要领导`,
          en: `${rung.en}: not decided in time, the chief leaders were told`,
        },
  EXPLANATION_ASKED: ({ data, rung }) => ({
    zh: `${rung.zh}前请单位说明情况，${text(data.until)}前`,
    en: `The unit may explain until ${text(data.until)} before ${rung.en} is decided`,
  }),
  OBJECTION_FILED: ({ data }) => withReason({ zh: '提出异议', en: 'Objection filed' }, data.reason),
  OBJECTION_DECIDED: ({ data }) =>
    data.state === 'LIFTED'
      ? withReason({ zh: '复核：撤销原决定', en: 'Objection decided: lifted' }, data.reason)
      : withReason({ zh: '复核：维持原决定', en: 'Objection decided: upheld' }, data.reason),
  PACKAGE_MADE: () => ({ zh: '生成移送材料', en: 'Package of the referral made' }),
  TALK_ARRANGED: ({ data }) => withReason({ zh: '安排约谈', en: 'Talk arranged' }, data.reason),
  TALK_HELD: () => ({ zh: '约谈已进行并记录', en: 'Talk held and recorded' }),
  TALK_FOLLOWED_UP: ({ data }) => withReason({ zh: '约谈后续落实', en: 'Talk followed up' }, data.reason),
  ITEM_URGED: ({ data }) => withReason({ zh: '催办', en: 'Urged' }, data.reason),
  URGING_ANSWERED: ({ data }) => withReason({ zh: '回复催办', en: 'Urging answered' }, data.reason),
  LETTER_DRAFTED: ({ data }) => ({ zh: `起草${letterOf(data).zh}`, en: `${letterOf(data).en}: drafted` }),
  LETTER_EDITED: ({ data }) => ({ zh: `修改${letterOf(data).zh}草稿`, en: `${letterOf(data).en}: draft changed` }),
  LETTER_SIGNED: ({ data }) => ({ zh: `签发${letterOf(data).zh}`, en: `${letterOf(data).en}: signed` }),
  LETTER_WITHDRAWN: ({ data, rung }) => {
    const known = letterKindOf(data);
    if (!known) return { zh: `撤回${rung.zh}`, en: `${rung.en} withdrawn` };
    return withReason({ zh: `撤回${letterOf(data).zh}草稿`, en: `${letterOf(data).en}: draft withdrawn` }, data.reason);
  },
  LETTER_RECEIVED: ({ data }) => ({ zh: `签收${letterOf(data).zh}`, en: `${letterOf(data).en}: received` }),
  LETTER_TEMPLATE_CHANGED: ({ data }) => ({
    zh: `修改${letterOf(data).zh}模板`,
    en: `${letterOf(data).en}: template changed`,
  }),
} satisfies Sentences;

function reached(state: string, item: LocalText, rung: LocalText): LocalText {
  if (state === 'LISTED') {
    return { zh: `${item.zh}：即将${rung.zh}，已列示`, en: `${item.en}: ${rung.en} listed to the office` };
  }
  if (state === 'DRAFTED') {
    return { zh: `${item.zh}：拟${rung.zh}，待决定`, en: `${item.en}: ${rung.en} proposed, to be decided` };
  }
  return { zh: `${item.zh}：${rung.zh}`, en: `${item.en}: ${rung.en}` };
}

function decided(state: string, rung: LocalText): LocalText {
  if (state === 'APPROVED') return { zh: `批准${rung.zh}`, en: `${rung.en} approved` };
  if (state === 'TOLERATED') return { zh: `${rung.zh}：认定容错`, en: `${rung.en}: tolerated` };
  if (state === 'REJECTED') return { zh: `不批准${rung.zh}`, en: `${rung.en} refused` };
  return { zh: `登记${rung.zh}结果`, en: `Outcome of ${rung.en} recorded` };
}

/** Rungs that drafted no letter are withdrawn by the same event; old events do not name the kind of their letter. */
function letterKindOf(data: Data): LetterKind | undefined {
  return letterKinds.find((one) => one === data.letterKind);
}

function letterOf(data: Data): LocalText {
  return letterKindFacts[letterKindOf(data) ?? 'SUPERVISION'].label;
}
