import { itemLabel } from '../workItem.ts';
import type { DigestContent, DigestLine, MailLanguage } from './content.ts';
import { type DeliveryGap, gapPage, gapWords } from './gaps.ts';
import { writeHtml } from './html.ts';
import { fillMailTemplate } from './mailTemplate.ts';
import { noticeLabel, noticePage, noticeReason } from './words.ts';

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

/** One line as both forms of the mail write it. */
export interface MailLine {
  /** What, of which measure, by which unit. */
  what: string;
  /** Until when; empty where nothing is due. */
  due: string;
  /** Why its reader gets it, or what is known of it; may be empty. */
  why: string;
  link: string;
}

export interface MailGroup {
  heading: string;
  /** By urgency; none is empty. */
  parts: { heading: string; urgent: boolean; lines: MailLine[] }[];
}

/** A mail in the order of its parts, in one language. */
export interface MailParts {
  language: MailLanguage;
  /** 【演练】, or empty. */
  mark: string;
  intro: string;
  groups: MailGroup[];
  notes: string[];
  closing: string;
  footer: string;
}

/** Days before the due day from which an item is soon due. */
const SOON = 7;

const urgencies = [
  { of: 'late', zh: '已逾期', en: 'Overdue', urgent: true },
  { of: 'soon', zh: `${SOON}天内到期`, en: `Due within ${SOON} days`, urgent: false },
  { of: 'other', zh: '其他', en: 'Other', urgent: false },
] as const;

function urgencyOf({ late, daysLeft }: DigestLine): (typeof urgencies)[number]['of'] {
  if (late) return 'late';
  return daysLeft !== null && daysLeft >= 0 && daysLeft <= SOON ? 'soon' : 'other';
}

/** Writes the digest of one person: title and link of each item, never what a report says. */
export function composeDigest(content: DigestContent, publicUrl: string): ComposedMail {
  const { language } = content.person;
  const mark = content.rehearsal ? '【演练】' : '';
  const items = (lines: DigestLine[]) => new Set(lines.map((line) => line.workItemId)).size;
  const facts = {
    receiver: content.person.name,
    county: content.countyName,
    date: content.day,
    count: items(content.lines) + content.gaps.length,
    overdue: items(content.lines.filter((line) => line.late)),
  };
  const { subject, intro, closing, footer } = fillMailTemplate(content.template, facts, language);
  const parts: MailParts = {
    ...{ language, mark, intro, closing, footer },
    groups: [...groupsOf(content.lines, language, publicUrl), ...gapGroup(content.gaps, language, publicUrl)],
    notes: uncovered(content.uncoveredYears, language),
  };
  return { subject: mark + subject, text: writeText(parts), html: writeHtml(parts) };
}

/** Lines by plan, within each by urgency. */
function groupsOf(lines: DigestLine[], language: MailLanguage, publicUrl: string): MailGroup[] {
  return [...new Set(lines.map((line) => line.planTitle))].map((plan) => {
    const ofPlan = lines.filter((line) => line.planTitle === plan);
    const parts = urgencies.map((urgency) => ({
      heading: urgency[language],
      urgent: urgency.urgent,
      lines: ofPlan.filter((line) => urgencyOf(line) === urgency.of).map((line) => mailLine(line, language, publicUrl)),
    }));
    return { heading: planHeading(plan, language), parts: parts.filter((part) => part.lines.length > 0) };
  });
}

/** Where notices do not reach whom they are for: for the office, after everything else. */
function gapGroup(gaps: readonly DeliveryGap[], language: MailLanguage, publicUrl: string): MailGroup[] {
  if (gaps.length === 0) return [];
  const [heading, urgency] =
    language === 'zh'
      ? ['通知送达问题', '请补全，目前转由下一级知悉']
      : ['Whom notices do not reach', 'To be mended; the next in line is told meanwhile'];
  const lines = gaps.map((gap) => ({
    what: gapWords(gap)[language],
    due: '',
    why: gap.detail ?? '',
    link: publicUrl + gapPage(gap),
  }));
  return [{ heading, parts: [{ heading: urgency, urgent: true, lines }] }];
}

function planHeading(plan: string | null, language: MailLanguage): string {
  if (plan !== null) return language === 'zh' ? `《${plan}》` : plan;
  return language === 'zh' ? '其他事项' : 'Other matters';
}

function mailLine(line: DigestLine, language: MailLanguage, publicUrl: string): MailLine {
  const label = noticeLabel(line.noticeKind)[language];
  const kind = itemLabel(line.kind, line.stepName)[language];
  const subject = line.measureTitle ?? line.planTitle ?? '';
  const reason = noticeReason(line.reason, line.onBehalfOf, line)[language] + heldWords(line.heldOn, language);
  const link = publicUrl + noticePage(line.noticeKind, line);
  const due = dueWords(line, language);
  return language === 'zh'
    ? {
        what: `【${label}】${subject} — ${kind}${line.unitName === null ? '' : `（${line.unitName}）`}`,
        due,
        why: reason,
        link,
      }
    : {
        what: `[${label}] ${subject} – ${kind}${line.unitName === null ? '' : ` (${line.unitName})`}`,
        ...{ due, why: `because ${reason}`, link },
      };
}

/** What the weekly limit held back is said to have been, when it comes. */
function heldWords(heldOn: string | null, language: MailLanguage): string {
  if (heldOn === null) return '';
  return language === 'zh' ? `；因每周邮件上限自${heldOn}暂缓` : `; held back since ${heldOn} by the weekly limit`;
}

/** Days left are those of the calendar; days overdue are working days, as in the ladder that counts them. */
function dueWords({ dueOn, daysLeft, late, overdueWorkingDays }: DigestLine, language: MailLanguage): string {
  if (dueOn === null || daysLeft === null) return '';
  if (late && overdueWorkingDays > 0) {
    return language === 'zh'
      ? `期限${dueOn}，已逾期${overdueWorkingDays}个工作日`
      : `due ${dueOn}, overdue by ${overdueWorkingDays} working ${overdueWorkingDays === 1 ? 'day' : 'days'}`;
  }
  if (late) return language === 'zh' ? `期限${dueOn}，已过期` : `due ${dueOn}, past its due day`;
  if (daysLeft < 0) {
    return language === 'zh'
      ? `期限${dueOn}，等待或暂停期间不计逾期`
      : `due ${dueOn}, not overdue: days of waiting do not count`;
  }
  if (daysLeft === 0) return language === 'zh' ? `今日（${dueOn}）到期` : `due today (${dueOn})`;
  return language === 'zh' ? `期限${dueOn}，还剩${daysLeft}天` : `due ${dueOn}, ${daysWord(daysLeft)} left`;
}

const daysWord = (n: number) => `${n} ${n === 1 ? 'day' : 'days'}`;

/** Due days in a year without a calendar are guessed by weekday, and whoever relies on them is told. */
function uncovered(years: readonly number[], language: MailLanguage): string[] {
  if (years.length === 0) return [];
  return language === 'zh'
    ? [`注意：${years.join('、')}年节假日安排尚未录入，该年的期限按周末休息暂算，以正式安排为准。`]
    : [
        `Note: the holidays of ${years.join(', ')} are not loaded; days due then are reckoned by weekends alone and may move.`,
      ];
}

function writeText({ language, mark, intro, groups, notes, closing, footer }: MailParts): string {
  const line = ({ what, due, why, link }: MailLine) => {
    const dueText = due === '' ? '' : `${language === 'zh' ? '，' : ', '}${due}`;
    const whyText = why === '' ? '' : language === 'zh' ? `（${why}）` : ` (${why})`;
    return `- ${what}${dueText}${whyText}\n  ${link}`;
  };
  const paragraphs = [
    mark,
    intro,
    ...groups.flatMap(({ heading, parts }) => [
      heading,
      ...parts.map((part) => [`〔${part.heading}〕`, ...part.lines.map(line)].join('\n')),
    ]),
    ...notes,
    closing,
    footer === '' ? '' : `--\n${footer}`,
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}
