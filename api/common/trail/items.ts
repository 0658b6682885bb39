import { rungLabelOf as rungLabel } from '../../../domain/ladder/index.ts';
import type { LocalText } from '../schema.ts';
import { dataText as text } from './dataText.ts';
import { type Data, type Sentences, withReason } from './sentence.ts';

/** What the trail says of work items and the time given for them. */
export const items = {
  WORK_ITEM_OPENED: ({ data, item }) => opened(item, data),
  WORK_ITEM_SIGNED: ({ data, item }) =>
    data.late
      ? { zh: `${item.zh}：已签收（超过签收时限）`, en: `${item.en}: signed for, after its limit` }
      : { zh: `${item.zh}：已签收`, en: `${item.en}: signed for` },
  WORK_ITEM_PREPARED: ({ item }) => ({ zh: `${item.zh}：送审签`, en: `${item.en}: handed to the head for signature` }),
  WORK_ITEM_RECALLED: ({ item }) => ({ zh: `${item.zh}：撤回`, en: `${item.en}: taken back` }),
  WORK_ITEM_SUBMITTED: ({ data, item }) =>
    data.late
      ? { zh: `${item.zh}：已报送（逾期）`, en: `${item.en}: handed in late` }
      : { zh: `${item.zh}：已报送`, en: `${item.en}: handed in` },
  WORK_ITEM_ACCEPTED: ({ data, item }) =>
    withReason({ zh: `${item.zh}：审核通过`, en: `${item.en}: accepted` }, data.reason),
  WORK_ITEM_RETURNED: ({ data, item }) =>
    withReason({ zh: `${item.zh}：退回`, en: `${item.en}: returned` }, data.reason),
  WORK_ITEM_DEEMED: ({ item }) => ({ zh: `${item.zh}：逾期视为办理`, en: `${item.en}: deemed done, being overdue` }),
  WORK_ITEM_CANCELLED: ({ data, item }) => {
    if (data.unjudged === true) {
      return {
        zh: `${item.zh}：已报送，流程已转入其他环节，不再审核`,
        en: `${item.en}: handed in, and judged no more as the process has gone on`,
      };
    }
    return data.skipped === true
      ? withReason({ zh: `${item.zh}：跳过`, en: `${item.en}: passed over` }, data.reason)
      : { zh: `${item.zh}：撤销`, en: `${item.en}: cancelled` };
  },
  WORK_ITEM_REASSIGNED: ({ data, item }) =>
    withReason({ zh: `${item.zh}：改派给${text(data.to)}`, en: `${item.en}: given to ${text(data.to)}` }, data.reason),
  WORK_ITEM_RENEWED: ({ data, item }) => withReason(renewed(item, data), data.reason),
  PERIOD_UNREPORTED: ({ item }) => ({
    zh: `${item.zh}：截止未报，标记为未报`,
    en: `${item.en}: not reported by the cut-off`,
  }),
  SCORED: ({ data }) => ({ zh: `考核评价：${text(data.score)}分`, en: `Assessed: ${text(data.score)} points` }),
  FILE_ADDED: ({ data, item }) => ({
    zh: `${item.zh}：添加附件“${text(data.fileName)}”`,
    en: `${item.en}: file “${text(data.fileName)}” added`,
  }),
  DAYS_MOVED: ({ data, item }) => daysMoved(item, data),
  EXTENSION_ASKED: ({ data }) =>
    withReason(
      { zh: `申请延期至 ${text(data.until)}`, en: `More time asked for, until ${text(data.until)}` },
      data.reason,
    ),
  EXTENSION_DECIDED: ({ data }) =>
    data.state === 'GRANTED'
      ? withReason(
          {
            zh: `同意延期至 ${text(data.until)}（原 ${text(data.from)}）`,
            en: `Extended to ${text(data.until)} (was ${text(data.from)})`,
          },
          data.reason,
        )
      : withReason({ zh: '不同意延期', en: 'Extension refused' }, data.reason),
  EXTENSION_WITHDRAWN: () => ({ zh: '延期申请撤回', en: 'Request for an extension withdrawn' }),
} satisfies Sentences;

/** What moves days beside the calendar. */
const moveCauses: Record<string, LocalText> = {
  ladder: { zh: '升级规则', en: 'ladder' },
  deadline: { zh: '措施的完成时限', en: 'deadline of the measure' },
};

/** By the calendar, the ladder or the deadline: the due day where it moved, else the next rung's day. */
function daysMoved(item: LocalText, data: Data): LocalText {
  const moved = data.dueFrom !== data.dueTo;
  const rung = rungLabel(text(data.rung));
  const [from, to] = moved ? [data.dueFrom, data.dueTo] : [data.rungFrom, data.rungTo];
  const what = moved ? { zh: '时限', en: 'due day' } : { zh: `下一步（${rung.zh}）`, en: `next step (${rung.en})` };
  const cause = moveCauses[text(data.cause)] ?? { zh: '工作日历', en: 'calendar' };
  const said = {
    zh: `${item.zh}：因${cause.zh}调整，${what.zh}由 ${text(from) || '无'} 改为 ${text(to) || '无'}`,
    en: `${item.en}: ${what.en} moved from ${text(from) || 'none'} to ${text(to) || 'none'} by the ${cause.en}`,
  };
  return withReason(said, data.reason);
}

function opened(item: LocalText, { dueOn, aside, instead }: Record<string, unknown>): LocalText {
  const said = withDue({ zh: `${item.zh}：待办`, en: `${item.en}: opened` }, dueOn);
  if (typeof aside !== 'string') return said;
  const by = { zh: text(instead) || '办公室', en: text(instead) || 'the office' };
  return {
    zh: `${said.zh}（${aside}与承办方有任职关系，回避，由${by.zh}办理）`,
    en: `${said.en} (${aside} stands aside, being of the party that is judged; ${by.en} does it instead)`,
  };
}

function withDue(said: LocalText, dueOn: unknown): LocalText {
  const day = text(dueOn);
  return day ? { zh: `${said.zh}，${day}前办理`, en: `${said.en}, due ${day}` } : said;
}

function renewed(item: LocalText, data: Data): LocalText {
  const parts: LocalText[] = [];
  if (data.handedOver === true) parts.push({ zh: '改由新的承办人办理', en: 'handed over to another holder' });
  else if (data.reopened === true) parts.push({ zh: '按新的要求重新办理', en: 'begun anew as now asked for' });
  if (data.dueFrom !== data.dueTo) parts.push(changed({ zh: '时限', en: 'due day' }, data.dueFrom, data.dueTo));
  if (data.signFrom !== data.signTo) {
    parts.push(changed({ zh: '签收时限', en: 'last day for signing' }, data.signFrom, data.signTo));
  }
  return {
    zh: `${item.zh}：流程迁移到新版本，${parts.map(({ zh }) => zh).join('，')}`,
    en: `${item.en}: process moved to another version; ${parts.map(({ en }) => en).join(', ')}`,
  };
}

function changed(what: LocalText, from: unknown, to: unknown): LocalText {
  return {
    zh: `${what.zh}由 ${text(from) || '无'} 改为 ${text(to) || '无'}`,
    en: `${what.en} moved from ${text(from) || 'none'} to ${text(to) || 'none'}`,
  };
}
