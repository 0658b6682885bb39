import { noticeLabel, noticePage, noticeReason } from '../../../domain/notices/words.ts';
import { kindFacts } from '../../../domain/workItem.ts';
import type { DigestContent, DigestLine } from '../../../prisma/repositories/digests.ts';

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

type Language = 'zh' | 'en';

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
  const label = noticeLabel(line.noticeKind)[language];
  const what = kindFacts[line.kind].label[language];
  const measure = line.measureTitle ?? line.planTitle;
  const unit = line.unitName === null ? '' : language === 'zh' ? `（${line.unitName}）` : ` (${line.unitName})`;
  const reason = noticeReason(line.reason, line.onBehalfOf)[language];
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

/** The page where the reader acts on the line. */
function link(publicUrl: string, line: DigestLine): string {
  return publicUrl + noticePage(line.noticeKind, line);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
