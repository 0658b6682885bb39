import type { LocalText } from '../schema.ts';
import { ladderChangeText, organisationText } from './changeText.ts';
import { dataText as text } from './dataText.ts';
import { type Data, type Sentences, withReason } from './sentence.ts';

/** What the trail says of the county itself: its rules, its people and how they are reached. */
export const county = {
  MAIL_TEMPLATE_CHANGED: ({ data }) => withReason({ zh: '修改邮件模板', en: 'Mail template changed' }, data.reason),
  NOTICE_RULES_CHANGED: ({ data }) =>
    withReason({ zh: '修改消息设置', en: 'Settings of notices changed' }, data.reason),
  LIMITS_CHANGED: ({ data }) => withReason({ zh: '修改督办期限与次数', en: 'Terms and limits changed' }, data.reason),
  DIGEST_SENT: () => ({ zh: '发出邮件提醒', en: 'Mail sent' }),
  DIGEST_FAILED: ({ data }) => withReason({ zh: '邮件未送达', en: 'Mail not delivered' }, data.error),
  MAIL_RESENT: () => ({ zh: '重新发送未送达的邮件', en: 'Mail that did not arrive sent again' }),
  CHANNEL_CHANGED: ({ data }) => channelText(data),
  MESSAGE_SENT: () => ({ zh: '渠道消息已发送', en: 'Message sent by a channel' }),
  MESSAGE_FAILED: () => ({ zh: '渠道消息发送失败', en: 'Message of a channel failed' }),
  MESSAGE_RESENT: () => ({ zh: '重新发送渠道消息', en: 'Message of a channel sent again' }),
  CALENDAR_CHANGED: ({ data }) =>
    withReason(
      text(data.owner)
        ? { zh: `调整${text(data.owner)}的额外休息日`, en: `Extra days of ${text(data.owner)} changed` }
        : { zh: `修改${text(data.years)}年工作日历`, en: `Calendar of ${text(data.years)} changed` },
      data.reason,
    ),
  LADDER_CHANGED: ({ data }) => withReason(ladderChangeText(data), data.reason),
  LADDER_USED: ({ data }) =>
    withReason(
      {
        zh: `调整升级规则“${text(data.name)}”的适用范围`,
        en: `Where ladder “${text(data.name)}” is used has changed`,
      },
      data.reason,
    ),
  CLOCK_MOVED: ({ data }) => ({
    zh: `演练日期调整为 ${text(data.to)}`,
    en: `Rehearsal clock moved to ${text(data.to)}`,
  }),
  ACCOUNT_CREATED: ({ data }) => ({
    zh: `开通账号 ${text(data.username)}`,
    en: `Account ${text(data.username)} opened`,
  }),
  ACCOUNT_PASSWORD_RESET: ({ data }) => ({
    zh: `重置账号 ${text(data.username)} 的密码`,
    en: `Password of ${text(data.username)} reset`,
  }),
  ACCOUNT_PASSWORD_CHANGED: ({ data }) => ({
    zh: `修改账号 ${text(data.username)} 的密码，结束其他登录 ${text(data.sessionsEnded)} 处，撤销接口令牌 ${text(data.tokensRevoked)} 个`,
    en: `Password of ${text(data.username)} changed; other sessions ended: ${text(data.sessionsEnded)}, personal tokens revoked: ${text(data.tokensRevoked)}`,
  }),
  ACCOUNT_DISABLED: ({ data }) =>
    data.disabled === false
      ? { zh: `启用账号 ${text(data.username)}`, en: `Account ${text(data.username)} enabled` }
      : { zh: `停用账号 ${text(data.username)}`, en: `Account ${text(data.username)} disabled` },
  ORGANISATION_CHANGED: ({ data }) => withReason(organisationText(data), data.reason),
  UNIT_RENAMED: ({ data }) =>
    withReason(
      { zh: `${text(data.from)}更名为${text(data.to)}`, en: `${text(data.from)} renamed to ${text(data.to)}` },
      data.reason,
    ),
  UNIT_SUCCEEDED: ({ data }) =>
    withReason(
      {
        zh: `${text(data.from)}的任务由${text(data.to)}承接`,
        en: `${text(data.to)} takes over from ${text(data.from)}`,
      },
      data.reason,
    ),
  DELEGATION_MADE: ({ data }) => withReason({ zh: '办理委托代理', en: 'Post delegated' }, data.reason),
  DELEGATION_ENDED: () => ({ zh: '结束委托代理', en: 'Delegation ended' }),
  SIGNED_IN: () => ({ zh: '登录', en: 'Signed in' }),
  SIGN_IN_FAILED: () => ({ zh: '登录失败', en: 'Sign-in failed' }),
} satisfies Sentences;

const channelActs: Record<string, LocalText> = {
  created: { zh: '增加通知渠道', en: 'Channel added' },
  changed: { zh: '修改通知渠道', en: 'Channel changed' },
  paused: { zh: '暂停通知渠道', en: 'Channel paused' },
  resumed: { zh: '恢复通知渠道', en: 'Channel resumed' },
  tested: { zh: '测试通知渠道', en: 'Channel tested' },
};

function channelText(data: Data): LocalText {
  const act = channelActs[text(data.act)] ?? { zh: '调整通知渠道', en: 'Channel changed' };
  return { zh: `${act.zh}“${text(data.name)}”`, en: `${act.en}: ${text(data.name)}` };
}
