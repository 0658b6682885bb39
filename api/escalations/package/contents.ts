import { rungLabelOf as rungLabel } from '../../../domain/ladder/index.ts';
import type { WorkItemKind } from '../../../domain/process/types.ts';
import { kindFacts } from '../../../domain/workItem.ts';
import type { ReferralFacts } from '../../../prisma/repositories/referralPackages.ts';
import { timelineText } from '../../common/timeline.ts';
import type { LetterFacts } from '../../letters/file/sheet.ts';
import { letterNumber } from '../../letters/present.ts';

/** A part of the file 案卷: a heading with paragraphs below it. */
export interface Part {
  heading: string;
  paragraphs: string[];
}

/** A referral as its PDF and its ZIP print it. It is an official file of the county and speaks Chinese. */
export interface PackageContents {
  title: string;
  rehearsal: boolean;
  facts: [string, string][];
  /** 时间线: day, what happened, who did it. */
  timeline: [string, string, string][];
  /** Letters with proof of delivery. */
  letters: { number: string; facts: LetterFacts; proof: string[] }[];
  reports: Part[];
  explanations: Part[];
  talks: Part[];
  files: { name: string; sha256: string; bytes: Uint8Array }[];
  calendar: object;
  rules: object;
}

/** With the day before an extension, which a package must not hide. */
function dueDayOf({ dueOn, originalDueOn }: ReferralFacts['rounds'][number]): string {
  return originalDueOn === null ? (dueOn ?? '—') : `${dueOn}（原定${originalDueOn}，经同意延期）`;
}

export function contentsOf(facts: ReferralFacts): PackageContents {
  const { county, escalation, plan, measure, unitName, rounds } = facts;
  const labelOf = (kind: string): string => kindFacts[kind as WorkItemKind].label.zh;
  const item = rounds.at(-1);
  return {
    title: `${county.rehearsal ? '【演练】' : ''}关于${unitName}的问题线索移送材料`,
    rehearsal: county.rehearsal,
    facts: [
      ['方案', plan ? `${plan.title}${plan.documentNumber ? `（${plan.documentNumber}）` : ''}` : '—'],
      ['措施', measure ? `${measure.number}. ${measure.title}` : '—'],
      ['承办单位', unitName],
      ['事项', item ? labelOf(item.kind) : '—'],
      ['应办日期', item ? dueDayOf(item) : '—'],
      ['移送依据和理由', escalation.reason ?? '—'],
      ['批准人', `${escalation.decidedBy ?? '—'}（${escalation.decidedOn ?? '—'}）`],
      ['材料截至', county.today],
    ],
    timeline: facts.timeline.map((row) => [row.businessDay, timelineText(row).zh, row.personName ?? '系统']),
    letters: facts.letters.map((entry) => letterOf(entry, county.rehearsal)),
    reports: reportsOf(facts, labelOf),
    explanations: facts.beside.map((one) => ({
      heading: `${labelOf(one.kind)}（应于${one.dueOn ?? '—'}，${one.submittedOn ? `${one.submittedOn}报送` : '未报送'}）`,
      paragraphs: one.submittedOn === null ? ['（无）'] : linesOf(one.text),
    })),
    talks: facts.talks.map((talk) => ({
      heading: `约谈（${talk.heldOn ?? talk.at}，${talk.place}）`,
      paragraphs: [`参加人员：${talk.attendees.join('、') || '—'}`, ...linesOf(talk.record), ...linesOf(talk.followUp)],
    })),
    files: facts.files.map(({ fileName, sha256, bytes }) => ({ name: fileName, sha256, bytes })),
    calendar: {
      version: county.calendarVersion,
      days: facts.calendarDays.map(({ day, working, name }) => ({ day, working, name })),
    },
    rules: facts.ladder
      ? {
          ladder: facts.ladder.name,
          version: facts.ladder.version,
          savedOn: facts.ladder.savedOn,
          rungs: facts.ladder.rungs,
        }
      : {},
  };
}

function reportsOf({ rounds, reviews, rungs }: ReferralFacts, labelOf: (kind: string) => string): Part[] {
  const returned = (id: string) => reviews.find((review) => review.reviewsId === id && review.outcome === 'RETURNED');
  return [
    ...rounds.map((item) => ({
      heading: `第${item.round}次${labelOf(item.kind)}（${item.submittedOn ? `${item.submittedOn}，${item.submittedBy ?? ''}` : '未报送'}）`,
      paragraphs: [
        ...(item.submittedOn === null ? ['（无）'] : linesOf(item.text)),
        ...linesOf(returned(item.id)?.text ?? null).map((line) => `退回意见：${line}`),
      ],
    })),
    {
      heading: '各级督办措施',
      paragraphs: rungs.map(
        ({ rung, reachedOn, deliveredOn, liftedOn, decidedBy }) =>
          `${reachedOn} ${rungLabel(rung).zh}${deliveredOn ? `，${deliveredOn}送达` : ''}${decidedBy ? `，${decidedBy}决定` : ''}${liftedOn ? `，${liftedOn}经复核撤销` : ''}`,
      ),
    },
  ];
}

function letterOf(
  { letter, issuer, mails }: ReferralFacts['letters'][number],
  rehearsal: boolean,
): PackageContents['letters'][number] {
  const { title, text, state, signedOn, withdrawnOn, hash, receivedOn, receivedBy, signedBy, liftedOn } = letter;
  const number = letterNumber(letter) ?? letter.id;
  return {
    number,
    facts: { title, text, state, signedOn, withdrawnOn, hash, issuer, rehearsal, number },
    proof: [
      `签发：${signedBy ?? '—'}，${signedOn ?? '—'}`,
      receivedOn ? `签收：${receivedBy ?? '—'}，${receivedOn}` : '签收：未签收',
      ...mails.map(({ day, person, messageId, state: sent }) => `邮件：${day} ${person} ${sent} ${messageId}`),
      ...(liftedOn ? [`复核：${liftedOn}撤销`] : []),
      `SHA-256：${hash ?? '—'}`,
    ],
  };
}

const linesOf = (text: string | null): string[] => (text ?? '').split('\n').flatMap((line) => line.trim() || []);
