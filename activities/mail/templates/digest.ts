import { type Audience, rungGroupOf, rungLabelOf } from '../../../domain/ladder/index.ts';
import { kindFacts } from '../../../domain/workItem.ts';
import type { DigestContent, DigestLine } from '../../../prisma/repositories/digests.ts';

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

type Language = 'zh' | 'en';

const noticeLabels: Record<string, Record<Language, string>> = {
  OPENED: { zh: '新待办', en: 'New' },
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
  OBJECTION_DECIDED: { zh: '异议已复核', en: 'Objection decided' },
  LETTER_REMINDER: { zh: '提醒函已签发', en: 'Letter of reminder' },
  LETTER_TALK: { zh: '约谈通知书已签发', en: 'Invitation to a talk' },
  LETTER_RECTIFICATION: { zh: '整改通知书已签发', en: 'Order to put right' },
  LETTER_REFERRAL: { zh: '问题线索移送函已签发', en: 'Letter of referral' },
  REFERRED: { zh: '移送问题线索', en: 'Referral' },
};

const reasons: Record<Audience, Record<Language, string>> = {
  holder: { zh: '由您承办', en: 'it is yours to do' },
  unitHead: { zh: '您是承办单位负责人', en: 'your unit holds it' },
  supportingUnits: { zh: '您所在单位是配合单位', en: 'your unit supports it' },
  post: { zh: '规则指定通知您的岗位', en: 'the ladder names your post' },
  responsibleLeader: { zh: '您是责任领导', en: 'you are its responsible leader' },
  leadingGroupHead: { zh: '须由您审批', en: 'it needs your decision' },
  office: { zh: '由督查办公室处理', en: 'the office deals with it' },
  discipline: { zh: '抄送纪检监察机关', en: 'copied to the discipline commission' },
  countyChiefs: { zh: '报县主要领导', en: 'reported to the chief leaders' },
};

/** Writes the digest of one person: title and link of each item, never what a report says. */
export function composeDigest(content: DigestContent, publicUrl: string): ComposedMail {
  const { language } = content.person;
  const mark = content.rehearsal ? '【演练】' : '';
  const items = (lines: DigestLine[]) => new Set(lines.map((line) => line.workItemId)).size;
  const overdue = items(content.lines.filter((line) => (line.daysLeft ?? 0) < 0));
  const count = items(content.lines);
  const subject =
    language === 'zh'
      ? `${mark}督办事项提醒 ${content.day}：${count}项${overdue > 0 ? `，其中逾期${overdue}项` : ''}`
      : `${mark}Duban ${content.day}: ${count} ${count === 1 ? 'item' : 'items'}${overdue > 0 ? `, ${overdue} overdue` : ''}`;
  const plans = [...new Set(content.lines.map((line) => line.planTitle))];
  const groups = plans.map((plan) => ({ plan, lines: content.lines.filter((line) => line.planTitle === plan) }));
  const greeting = language === 'zh' ? `${content.person.name}：` : `${content.person.name},`;
  const closing =
    language === 'zh'
      ? '请登录系统办理。本邮件只含事项名称，不含报送内容。严禁通过邮件传递涉密信息。'
      : 'Please sign in to act. This mail carries titles only, never what was reported.';
  const guessed = uncovered(content.uncoveredYears, language);
  const text = [
    greeting,
    ...groups.flatMap(({ plan, lines }) => [
      '',
      `《${plan}》`,
      ...lines.map((line) => `- ${lineText(line, language)}\n  ${link(publicUrl, line)}`),
    ]),
    ...guessed.flatMap((line) => ['', line]),
    '',
    closing,
  ].join('\n');
  const html = [
    `<p>${escapeHtml(greeting)}</p>`,
    ...groups.map(
      ({ plan, lines }) =>
        `<h3>${escapeHtml(plan)}</h3><ul>${lines
          .map(
            (line) =>
              `<li><a href="${escapeHtml(link(publicUrl, line))}">${escapeHtml(lineText(line, language))}</a></li>`,
          )
          .join('')}</ul>`,
    ),
    ...guessed.map((line) => `<p>${escapeHtml(line)}</p>`),
    `<p>${escapeHtml(closing)}</p>`,
  ].join('\n');
  return { subject, text, html };
}

/** Due days in a year without a calendar are guessed by weekday, and whoever relies on them is told. */
function uncovered(years: readonly number[], language: Language): string[] {
  if (years.length === 0) return [];
  return language === 'zh'
    ? [`注意：${years.join('、')}年节假日安排尚未录入，该年的期限按周末休息暂算，以正式安排为准。`]
    : [
        `Note: the holidays of ${years.join(', ')} are not loaded; days due then are reckoned by weekends alone and may move.`,
      ];
}

function lineText(line: DigestLine, language: Language): string {
  const label = (noticeLabels[line.noticeKind] ?? rungLabelOf(line.noticeKind))[language];
  const what = kindFacts[line.kind].label[language];
  const measure = line.measureTitle ?? line.planTitle;
  const unit = line.unitName === null ? '' : language === 'zh' ? `（${line.unitName}）` : ` (${line.unitName})`;
  const reason = reasons[line.reason][language];
  return language === 'zh'
    ? `【${label}】${measure} — ${what}${unit}${due(line, language)}（${reason}）`
    : `[${label}] ${measure} – ${what}${unit}${due(line, language)} (because ${reason})`;
}

function due(line: DigestLine, language: Language): string {
  if (line.dueOn === null || line.daysLeft === null) return '';
  if (line.daysLeft < 0) {
    return language === 'zh'
      ? `，期限${line.dueOn}，已逾期${-line.daysLeft}天`
      : `, due ${line.dueOn}, ${-line.daysLeft} days over`;
  }
  if (line.daysLeft === 0) return language === 'zh' ? `，今日（${line.dueOn}）到期` : `, due today (${line.dueOn})`;
  return language === 'zh'
    ? `，期限${line.dueOn}，还剩${line.daysLeft}天`
    : `, due ${line.dueOn}, ${line.daysLeft} days left`;
}

/** What the reader decides about an escalation rather than hands in. */
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

/** The page where the reader acts on the line. */
function link(publicUrl: string, line: DigestLine): string {
  if (line.escalationId !== null && DECISIONS.has(rungGroupOf(line.noticeKind) ?? line.noticeKind))
    return `${publicUrl}/escalations/${line.escalationId}`;
  return `${publicUrl}/items/${line.workItemId}`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
