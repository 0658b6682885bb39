import { rungLabelOf as rungLabel } from '../../domain/ladder/index.ts';
import { letterKindFacts, letterKinds } from '../../domain/letters/index.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import { itemLabel, kindFacts } from '../../domain/workItem.ts';
import type { TimelineRow } from '../../prisma/repositories/auditReads.ts';
import { deadlineText, ladderChangeText, organisationText } from './changeText.ts';
import { dataText as text } from './dataText.ts';
import { moveText } from './moveText.ts';
import { filledValues, type LocalText, type TimelineEntry } from './schema.ts';

/** Presents a line of the trail. */
export function presentTimeline(row: TimelineRow): TimelineEntry {
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    businessDay: row.businessDay,
    kind: row.kind,
    text: timelineText(row),
    person: row.personName,
    unit: row.unitId === null ? null : { id: row.unitId, name: row.unitName ?? '' },
    workItemId: row.workItemId,
    values: row.kind === 'WORK_ITEM_SUBMITTED' ? filledIn(row.data.form) : [],
  };
}

/** What was filled into the item's form, as the trail keeps it. */
function filledIn(kept: unknown): TimelineEntry['values'] {
  const parsed = filledValues.safeParse(kept);
  return parsed.success ? parsed.data : [];
}

type Event = Pick<TimelineRow, 'kind' | 'unitName' | 'itemKind' | 'stepName' | 'planKind' | 'data'>;

/** What an event of the trail says to people; the person and the day stand beside it. */
export function timelineText(event: Event): LocalText {
  const { kind, data } = event;
  const item = itemWords(event);
  const measure = event.planKind === 'MATTER' ? { zh: '事项', en: 'Row' } : { zh: '措施', en: 'Measure' };
  const rung = rungLabel(text(data.rung));
  switch (kind) {
    case 'PLAN_IMPORTED':
      return { zh: `导入文档《${text(data.fileName)}》`, en: `Imported “${text(data.fileName)}”` };
    case 'DRAFT_CHANGED':
      return data.discarded ? { zh: '作废草稿', en: 'Draft discarded' } : { zh: '修改草稿', en: 'Draft changed' };
    case 'PLAN_LAUNCHED':
      return {
        zh: `启动方案，共${text(data.measures)}项措施`,
        en: `Plan launched with ${text(data.measures)} measures`,
      };
    case 'PLAN_REVISED':
      return withReason(
        {
          zh: `按修订稿调整：新增${text(data.added)}项，变更${text(data.changed)}项，撤销${text(data.withdrawn)}项`,
          en: `Revised: ${text(data.added)} added, ${text(data.changed)} changed, ${text(data.withdrawn)} withdrawn`,
        },
        data.reason,
      );
    case 'MEASURE_REVISED':
      return withReason({ zh: '按修订稿变更', en: 'Changed by a new version of the document' }, data.reason);
    case 'PLAN_CLOSED':
      return { zh: '方案办结', en: 'Plan closed' };
    case 'MEASURE_HANDED_OVER':
      return { zh: '交办', en: 'Handed over' };
    case 'MEASURE_CLOSED':
      return { zh: `${measure.zh}办结归档`, en: `${measure.en} closed` };
    case 'MEASURE_PAUSED':
      return withReason({ zh: `${measure.zh}暂停`, en: `${measure.en} paused` }, data.reason);
    case 'MEASURE_RESUMED':
      return withReason({ zh: `${measure.zh}恢复`, en: `${measure.en} resumed` }, data.reason);
    case 'MEASURE_WITHDRAWN':
      return withReason({ zh: `${measure.zh}撤销`, en: `${measure.en} withdrawn` }, data.reason);
    case 'UNIT_ADDED':
      return withReason(
        { zh: `增加单位：${event.unitName ?? ''}`, en: `Unit added: ${event.unitName ?? ''}` },
        data.reason,
      );
    case 'UNIT_REMOVED':
      return withReason(
        { zh: `移除单位：${event.unitName ?? ''}`, en: `Unit removed: ${event.unitName ?? ''}` },
        data.reason,
      );
    case 'GROUP_FILLED':
      return { zh: `补充“${text(data.group)}”的成员单位`, en: `Members of ${text(data.group)} named` };
    case 'CLAUSE_ARRANGED':
      return withReason({ zh: '安排方案中的其他要求', en: 'A clause of the plan arranged' }, data.arrangement);
    case 'MATTER_OPENED':
      return { zh: `发起专项事项，共${text(data.rows)}项`, en: `Matter opened, ${text(data.rows)} rows` };
    case 'MATTER_EXTENDED':
      return withReason(
        { zh: `清单增加${text(data.rows)}项`, en: `${text(data.rows)} rows added to the list` },
        data.reason,
      );
    case 'MATTER_CLOSED':
      return withReason({ zh: '专项事项办结', en: 'Matter closed' }, data.conclusion);
    case 'PROCESS_STARTED':
      return withReason({ zh: `启动“${text(data.name)}”`, en: `${text(data.name)} begun` }, data.note);
    case 'PROCESS_ENDED':
      return withReason({ zh: `结束“${text(data.name)}”`, en: `${text(data.name)} ended` }, data.reason);
    case 'TRIGGER_CHANGED':
      return triggerText(data);
    case 'PROCESS_RETRIED':
      return withReason({ zh: '重试停滞的流程', en: 'Process tried again' }, data.reason);
    case 'OPERATION_SKIPPED':
      return withReason({ zh: '跳过失败的操作', en: 'Failed operation passed over' }, data.reason);
    case 'WORK_ITEM_OPENED':
      return opened(item, data);
    case 'WORK_ITEM_SIGNED':
      return data.late
        ? { zh: `${item.zh}：已签收（超过签收时限）`, en: `${item.en}: signed for, after its limit` }
        : { zh: `${item.zh}：已签收`, en: `${item.en}: signed for` };
    case 'WORK_ITEM_PREPARED':
      return { zh: `${item.zh}：送审签`, en: `${item.en}: handed to the head for signature` };
    case 'WORK_ITEM_RECALLED':
      return { zh: `${item.zh}：撤回`, en: `${item.en}: taken back` };
    case 'WORK_ITEM_SUBMITTED':
      return data.late
        ? { zh: `${item.zh}：已报送（逾期）`, en: `${item.en}: handed in late` }
        : { zh: `${item.zh}：已报送`, en: `${item.en}: handed in` };
    case 'WORK_ITEM_ACCEPTED':
      return withReason({ zh: `${item.zh}：审核通过`, en: `${item.en}: accepted` }, data.reason);
    case 'WORK_ITEM_RETURNED':
      return withReason({ zh: `${item.zh}：退回`, en: `${item.en}: returned` }, data.reason);
    case 'WORK_ITEM_DEEMED':
      return { zh: `${item.zh}：逾期视为办理`, en: `${item.en}: deemed done, being overdue` };
    case 'WORK_ITEM_CANCELLED':
      if (data.unjudged === true) {
        return {
          zh: `${item.zh}：已报送，流程已转入其他环节，不再审核`,
          en: `${item.en}: handed in, and judged no more as the process has gone on`,
        };
      }
      return data.skipped === true
        ? withReason({ zh: `${item.zh}：跳过`, en: `${item.en}: passed over` }, data.reason)
        : { zh: `${item.zh}：撤销`, en: `${item.en}: cancelled` };
    case 'WORK_ITEM_REASSIGNED':
      return withReason(
        { zh: `${item.zh}：改派给${text(data.to)}`, en: `${item.en}: given to ${text(data.to)}` },
        data.reason,
      );
    case 'PERIOD_UNREPORTED':
      return { zh: `${item.zh}：截止未报，标记为未报`, en: `${item.en}: not reported by the cut-off` };
    case 'SCORED':
      return { zh: `考核评价：${text(data.score)}分`, en: `Assessed: ${text(data.score)} points` };
    default:
      return ladderText(event, item, rung);
  }
}

function ladderText({ kind, data }: Event, item: LocalText, rung: LocalText): LocalText {
  switch (kind) {
    case 'RUNG_REACHED':
      return reached(text(data.state), item, rung);
    case 'RUNG_HELD':
      return withReason({ zh: `暂缓${rung.zh}`, en: `${rung.en} held` }, data.reason);
    case 'RUNG_RELEASED':
      return { zh: `恢复${rung.zh}`, en: `${rung.en} released` };
    case 'ESCALATION_DECIDED':
      return withReason(decided(text(data.state), rung), data.reason);
    case 'ESCALATION_ACKNOWLEDGED':
      return withReason({ zh: `${rung.zh}：已签收`, en: `${rung.en}: received` }, data.reason);
    case 'LETTER_DRAFTED':
    case 'LETTER_EDITED':
    case 'LETTER_SIGNED':
    case 'LETTER_WITHDRAWN':
    case 'LETTER_RECEIVED':
    case 'LETTER_TEMPLATE_CHANGED':
      return letterEvent(kind, data, rung);
    case 'MAIL_TEMPLATE_CHANGED':
      return withReason({ zh: '修改邮件模板', en: 'Mail template changed' }, data.reason);
    case 'LIMITS_CHANGED':
      return withReason({ zh: '修改督办期限与次数', en: 'Terms and limits changed' }, data.reason);
    case 'NOTICE_RULES_CHANGED':
      return withReason({ zh: '修改消息设置', en: 'Settings of notices changed' }, data.reason);
    case 'EXPLANATION_ASKED':
      return {
        zh: `${rung.zh}前请单位说明情况，${text(data.until)}前`,
        en: `The unit may explain until ${text(data.until)} before ${rung.en} is decided`,
      };
    case 'OBJECTION_FILED':
      return withReason({ zh: '提出异议', en: 'Objection filed' }, data.reason);
    case 'OBJECTION_DECIDED':
      return data.state === 'LIFTED'
        ? withReason({ zh: '复核：撤销原决定', en: 'Objection decided: lifted' }, data.reason)
        : withReason({ zh: '复核：维持原决定', en: 'Objection decided: upheld' }, data.reason);
    case 'EXTENSION_ASKED':
      return withReason(
        { zh: `申请延期至 ${text(data.until)}`, en: `More time asked for, until ${text(data.until)}` },
        data.reason,
      );
    case 'EXTENSION_DECIDED':
      return data.state === 'GRANTED'
        ? withReason(
            {
              zh: `同意延期至 ${text(data.until)}（原 ${text(data.from)}）`,
              en: `Extended to ${text(data.until)} (was ${text(data.from)})`,
            },
            data.reason,
          )
        : withReason({ zh: '不同意延期', en: 'Extension refused' }, data.reason);
    case 'EXTENSION_WITHDRAWN':
      return { zh: '延期申请撤回', en: 'Request for an extension withdrawn' };
    case 'PACKAGE_MADE':
      return { zh: '生成移送材料', en: 'Package of the referral made' };
    case 'TALK_ARRANGED':
      return withReason({ zh: '安排约谈', en: 'Talk arranged' }, data.reason);
    case 'TALK_HELD':
      return { zh: '约谈已进行并记录', en: 'Talk held and recorded' };
    case 'TALK_FOLLOWED_UP':
      return withReason({ zh: '约谈后续落实', en: 'Talk followed up' }, data.reason);
    case 'FILE_ADDED':
      return {
        zh: `${item.zh}：添加附件“${text(data.fileName)}”`,
        en: `${item.en}: file “${text(data.fileName)}” added`,
      };
    case 'DIGEST_SENT':
      return { zh: '发出邮件提醒', en: 'Mail sent' };
    case 'DIGEST_FAILED':
      return withReason({ zh: '邮件未送达', en: 'Mail not delivered' }, data.error);
    case 'MAIL_RESENT':
      return { zh: '重新发送未送达的邮件', en: 'Mail that did not arrive sent again' };
    case 'CHANNEL_CHANGED':
    case 'MESSAGE_SENT':
    case 'MESSAGE_FAILED':
    case 'MESSAGE_RESENT':
      return channelEvent(kind, data);
    case 'CALENDAR_CHANGED':
      return withReason(
        text(data.owner)
          ? { zh: `调整${text(data.owner)}的额外休息日`, en: `Extra days of ${text(data.owner)} changed` }
          : { zh: `修改${text(data.years)}年工作日历`, en: `Calendar of ${text(data.years)} changed` },
        data.reason,
      );
    case 'LADDER_USED':
      return withReason(
        {
          zh: `调整升级规则“${text(data.name)}”的适用范围`,
          en: `Where ladder “${text(data.name)}” is used has changed`,
        },
        data.reason,
      );
    case 'MEASURE_URGENCY':
      return data.urgent
        ? withReason({ zh: '列为急件', en: 'Marked as urgent' }, data.reason)
        : withReason({ zh: '不再列为急件', en: 'No longer urgent' }, data.reason);
    case 'MEASURE_DEADLINE':
      return withReason(deadlineText(data), data.reason);
    case 'LADDER_CHANGED':
      return withReason(ladderChangeText(data), data.reason);
    case 'APPROVAL_PASSED_ON':
      return data.to === 'deputy'
        ? {
            zh: `${rungLabel(text(data.rung)).zh}逾期未决定，转代批人`,
            en: `${rungLabel(text(data.rung)).en}: not decided in time, passed to the deputy`,
          }
        : {
            zh: `${rungLabel(text(data.rung)).zh}逾期未决定，已报党政主要领导`,
            en: `${rungLabel(text(data.rung)).en}: not decided in time, the chief leaders were told`,
          };
    case 'ITEM_URGED':
      return withReason({ zh: '催办', en: 'Urged' }, data.reason);
    case 'URGING_ANSWERED':
      return withReason({ zh: '回复催办', en: 'Urging answered' }, data.reason);
    case 'DAYS_MOVED':
      return daysMoved(item, data);
    case 'CLOCK_MOVED':
      return { zh: `演练日期调整为 ${text(data.to)}`, en: `Rehearsal clock moved to ${text(data.to)}` };
    case 'ACCOUNT_CREATED':
      return { zh: `开通账号 ${text(data.username)}`, en: `Account ${text(data.username)} opened` };
    case 'ACCOUNT_PASSWORD_RESET':
      return { zh: `重置账号 ${text(data.username)} 的密码`, en: `Password of ${text(data.username)} reset` };
    case 'ACCOUNT_PASSWORD_CHANGED':
      return {
        zh: `修改账号 ${text(data.username)} 的密码，结束其他登录 ${text(data.sessionsEnded)} 处，撤销接口令牌 ${text(data.tokensRevoked)} 个`,
        en: `Password of ${text(data.username)} changed; other sessions ended: ${text(data.sessionsEnded)}, personal tokens revoked: ${text(data.tokensRevoked)}`,
      };
    case 'ACCOUNT_DISABLED':
      return data.disabled === false
        ? { zh: `启用账号 ${text(data.username)}`, en: `Account ${text(data.username)} enabled` }
        : { zh: `停用账号 ${text(data.username)}`, en: `Account ${text(data.username)} disabled` };
    case 'ORGANISATION_CHANGED':
      return withReason(organisationText(data), data.reason);
    case 'UNIT_RENAMED':
      return withReason(
        { zh: `${text(data.from)}更名为${text(data.to)}`, en: `${text(data.from)} renamed to ${text(data.to)}` },
        data.reason,
      );
    case 'UNIT_SUCCEEDED':
      return withReason(
        {
          zh: `${text(data.from)}的任务由${text(data.to)}承接`,
          en: `${text(data.to)} takes over from ${text(data.from)}`,
        },
        data.reason,
      );
    case 'DELEGATION_MADE':
      return withReason({ zh: '办理委托代理', en: 'Post delegated' }, data.reason);
    case 'DELEGATION_ENDED':
      return { zh: '结束委托代理', en: 'Delegation ended' };
    case 'DEFINITION_CREATED':
    case 'DEFINITION_CHANGED':
    case 'DEFINITION_DISCARDED':
    case 'DEFINITION_SUBMITTED':
    case 'DEFINITION_RECALLED':
    case 'DEFINITION_RETURNED':
    case 'DEFINITION_PUBLISHED':
    case 'DEFINITION_RETIRED':
      return definitionText(kind, data);
    case 'SIGNED_IN':
      return { zh: '登录', en: 'Signed in' };
    case 'SIGN_IN_FAILED':
      return { zh: '登录失败', en: 'Sign-in failed' };
    case 'MOVE_STARTED':
    case 'MOVE_STOPPED':
    case 'PROCESS_MOVED':
    case 'WORK_ITEM_RENEWED':
      return withReason(moveText(kind, item, data), data.reason);
    default:
      return { zh: kind, en: kind };
  }
}

function reached(state: string, item: LocalText, rung: LocalText): LocalText {
  if (state === 'LISTED') {
    return { zh: `${item.zh}：即将${rung.zh}，已列示`, en: `${item.en}: ${rung.en} listed to the office` };
  }
  if (state === 'DRAFTED') {
    return { zh: `${item.zh}：拟${rung.zh}，待决定`, en: `${item.en}: ${rung.en} proposed, to be decided` };
  }
  return { zh: `${item.zh}：${rung.zh}`, en: `${item.en}: ${rung.en}` };
}

const channelActs: Record<string, LocalText> = {
  created: { zh: '增加通知渠道', en: 'Channel added' },
  changed: { zh: '修改通知渠道', en: 'Channel changed' },
  paused: { zh: '暂停通知渠道', en: 'Channel paused' },
  resumed: { zh: '恢复通知渠道', en: 'Channel resumed' },
  tested: { zh: '测试通知渠道', en: 'Channel tested' },
};

function channelEvent(kind: string, data: Event['data']): LocalText {
  if (kind === 'MESSAGE_SENT') return { zh: '渠道消息已发送', en: 'Message sent by a channel' };
  if (kind === 'MESSAGE_FAILED') return { zh: '渠道消息发送失败', en: 'Message of a channel failed' };
  if (kind === 'MESSAGE_RESENT') return { zh: '重新发送渠道消息', en: 'Message of a channel sent again' };
  const act = channelActs[text(data.act)] ?? { zh: '调整通知渠道', en: 'Channel changed' };
  return { zh: `${act.zh}“${text(data.name)}”`, en: `${act.en}: ${text(data.name)}` };
}

function letterEvent(kind: string, data: Event['data'], rung: LocalText): LocalText {
  // Rungs that drafted no letter are withdrawn by the same event; old events do not name the kind of their letter.
  const known = letterKinds.find((one) => one === data.letterKind);
  const letter = letterKindFacts[known ?? 'SUPERVISION'].label;
  switch (kind) {
    case 'LETTER_DRAFTED':
      return { zh: `起草${letter.zh}`, en: `${letter.en}: drafted` };
    case 'LETTER_EDITED':
      return { zh: `修改${letter.zh}草稿`, en: `${letter.en}: draft changed` };
    case 'LETTER_SIGNED':
      return { zh: `签发${letter.zh}`, en: `${letter.en}: signed` };
    case 'LETTER_RECEIVED':
      return { zh: `签收${letter.zh}`, en: `${letter.en}: received` };
    case 'LETTER_TEMPLATE_CHANGED':
      return { zh: `修改${letter.zh}模板`, en: `${letter.en}: template changed` };
    default: {
      if (!known) return { zh: `撤回${rung.zh}`, en: `${rung.en} withdrawn` };
      return withReason({ zh: `撤回${letter.zh}草稿`, en: `${letter.en}: draft withdrawn` }, data.reason);
    }
  }
}

const triggerActs: Record<string, LocalText> = {
  created: { zh: '新建自动启动', en: 'Set to begin by itself' },
  edited: { zh: '修改自动启动', en: 'What begins by itself changed' },
  paused: { zh: '暂停自动启动', en: 'Beginning by itself paused' },
  resumed: { zh: '恢复自动启动', en: 'Beginning by itself resumed' },
  removed: { zh: '删除自动启动', en: 'No longer begins by itself' },
  run: { zh: '不待日期立即启动', en: 'Run at once' },
};

function triggerText({ act, reason }: Event['data']): LocalText {
  return withReason(triggerActs[text(act)] ?? { zh: '自动启动', en: 'Begins by itself' }, reason);
}

function definitionText(kind: string, data: Event['data']): LocalText {
  const version = text(data.version);
  switch (kind) {
    case 'DEFINITION_CREATED':
      return { zh: `新建流程“${text(data.name)}”`, en: `Definition “${text(data.name)}” created` };
    case 'DEFINITION_DISCARDED':
      return { zh: '作废草稿', en: 'Draft discarded' };
    case 'DEFINITION_SUBMITTED':
      return withReason({ zh: '提交审批', en: 'Handed in for review' }, data.reason);
    case 'DEFINITION_RECALLED':
      return { zh: '撤回修改', en: 'Taken back from review' };
    case 'DEFINITION_RETURNED':
      return withReason({ zh: '退回修改', en: 'Returned to its authors' }, data.reason);
    case 'DEFINITION_PUBLISHED':
      return { zh: `批准并发布第${version}版`, en: `Version ${version} approved and published` };
    case 'DEFINITION_RETIRED':
      return withReason({ zh: `停用第${version}版`, en: `Version ${version} retired` }, data.reason);
    default:
      return text(data.basedOn)
        ? { zh: `以第${text(data.basedOn)}版开始新版本`, en: `New draft begun from version ${text(data.basedOn)}` }
        : draftChange(data);
  }
}

/** What was changed on a draft, by the names of its elements. */
function draftChange(data: Event['data']): LocalText {
  const [from, to] = [text(data.firstRevision), text(data.revision)];
  const span = from === '' || from === to ? to : `${from}–${to}`;
  const parts: LocalText[] = [
    ...(text(data.name) === '' ? [] : [{ zh: `改名为“${text(data.name)}”`, en: `renamed “${text(data.name)}”` }]),
    ...namesChanged('新增', 'added', data.added),
    ...namesChanged('修改', 'changed', data.changed),
    ...namesChanged('删去', 'removed', data.removed),
  ];
  const onlyMoved = parts.length === 0 && 'added' in data ? [{ zh: '只移动了图形', en: 'only shapes moved' }] : [];
  const said = [...parts, ...onlyMoved];
  const [zh, en] =
    data.fromFile === true ? ['用文件替换草稿', 'Draft replaced by a file'] : ['修改草稿', 'Draft changed'];
  return {
    zh: `${zh}（第${span}稿）${said.length === 0 ? '' : `：${said.map((part) => part.zh).join('；')}`}`,
    en: `${en} (revision ${span})${said.length === 0 ? '' : `: ${said.map((part) => part.en).join('; ')}`}`,
  };
}

/** Names that one line has room for. */
const MOST_NAMES = 12;

function namesChanged(zh: string, en: string, names: unknown): LocalText[] {
  const all = Array.isArray(names) ? names.map(String) : [];
  if (all.length === 0) return [];
  const shown = all.slice(0, MOST_NAMES).map((name) => `“${name}”`);
  const more = all.length > MOST_NAMES;
  return [
    {
      zh: `${zh}${shown.join('')}${more ? `等${all.length}个` : ''}`,
      en: `${en} ${shown.join(', ')}${more ? ` and ${all.length - MOST_NAMES} more` : ''}`,
    },
  ];
}

/** What moves days beside the calendar. */
const moveCauses: Record<string, LocalText> = {
  ladder: { zh: '升级规则', en: 'ladder' },
  deadline: { zh: '措施的完成时限', en: 'deadline of the measure' },
};

/** By the calendar, the ladder or the deadline: the due day where it moved, else the next rung's day. */
function daysMoved(item: LocalText, data: Event['data']): LocalText {
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

function decided(state: string, rung: LocalText): LocalText {
  if (state === 'APPROVED') return { zh: `批准${rung.zh}`, en: `${rung.en} approved` };
  if (state === 'TOLERATED') return { zh: `${rung.zh}：认定容错`, en: `${rung.en}: tolerated` };
  if (state === 'REJECTED') return { zh: `不批准${rung.zh}`, en: `${rung.en} refused` };
  return { zh: `登记${rung.zh}结果`, en: `Outcome of ${rung.en} recorded` };
}

function itemWords({ itemKind, stepName, unitName, data }: Event): LocalText {
  const kind = (itemKind ?? text(data.kind)) as WorkItemKind;
  const label = kindFacts[kind] ? itemLabel(kind, stepName) : { zh: '事项', en: 'Item' };
  return unitName ? { zh: `${unitName}${label.zh}`, en: `${unitName}: ${label.en}` } : label;
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

function withReason(said: LocalText, reason: unknown): LocalText {
  const given = text(reason);
  return given ? { zh: `${said.zh}（${given}）`, en: `${said.en} (${given})` } : said;
}
