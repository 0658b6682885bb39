import { addDays } from '../../../domain/day.ts';
import { type Ladder, rungLabelOf as rungLabel } from '../../../domain/ladder/index.ts';
import type { WorkItemKind } from '../../../domain/process/types.ts';
import { itemLabel } from '../../../domain/workItem.ts';
import { fromJson } from '../../../prisma/json.ts';
import type { ReferralFacts } from '../../../prisma/repositories/referralPackages.ts';
import { timelineText } from '../../common/timeline.ts';
import type { LetterFacts } from '../../letters/file/sheet.ts';
import { letterNumber } from '../../letters/present.ts';
import { type CalendarUsed, calendarInWords, ladderInWords } from './rules.ts';

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
  /** 情况说明、回复、承诺 of the unit. */
  explanations: Part[];
  /** 异议和复核、延期申请、催办. */
  disputes: Part[];
  talks: Part[];
  files: { name: string; sha256: string; bytes: Uint8Array }[];
  /** The calendar and the ladder that counted, in words and as data. */
  calendar: { lines: string[]; data: CalendarUsed };
  rules: { lines: string[]; ladder: string[][]; data: object };
}

const labelOf = (kind: string, stepName: string | null): string => itemLabel(kind as WorkItemKind, stepName).zh;

/** The measure and its plan; of a matter its name, and that of the row where it has another. */
function partOf({ plan, measure }: ReferralFacts): [string, string][] {
  const row = measure ? `${measure.number}. ${measure.title}` : '—';
  if (plan?.kind !== 'MATTER') {
    return [
      ['方案', plan ? `${plan.title}${plan.documentNumber ? `（${plan.documentNumber}）` : ''}` : '—'],
      ['措施', row],
    ];
  }
  return [
    ['专项事项', plan.title],
    ...(measure?.title === plan.title ? [] : ([['清单事项', row]] as [string, string][])),
  ];
}

/** With the day before an extension, which a package must not hide. */
function dueDayOf({ dueOn, originalDueOn }: ReferralFacts['rounds'][number]): string {
  return originalDueOn === null ? (dueOn ?? '—') : `${dueOn}（原定${originalDueOn}，经同意延期）`;
}

export function contentsOf(facts: ReferralFacts): PackageContents {
  const { county, escalation, unitName, rounds, stepName } = facts;
  const item = rounds.at(-1);
  return {
    title: `${county.rehearsal ? '【演练】' : ''}关于${unitName}的问题线索移送材料`,
    rehearsal: county.rehearsal,
    facts: [
      ...partOf(facts),
      ['承办单位', unitName],
      ['事项', item ? labelOf(item.kind, stepName) : '—'],
      ['应办日期', item ? dueDayOf(item) : '—'],
      ['逾期', `截至${facts.overdue.on}共${facts.overdue.days}个工作日${waitedWords(facts)}`],
      ['移送依据和理由', escalation.reason ?? '—'],
      ['批准人', `${escalation.decidedBy ?? '—'}（${escalation.decidedOn ?? '—'}）`],
      ['材料截至', county.today],
    ],
    timeline: facts.timeline.map((row) => [row.businessDay, timelineText(row).zh, row.personName ?? '系统']),
    letters: facts.letters.map((entry) => letterOf(entry, county.rehearsal)),
    reports: reportsOf(facts),
    explanations: facts.beside.map((one) => ({
      heading: `${labelOf(one.kind, null)}（应于${one.dueOn ?? '—'}，${one.submittedOn ? `${one.submittedOn}报送` : '未报送'}）`,
      paragraphs: [
        ...labelled('内容', askedOf(one)),
        ...(one.submittedOn === null ? ['（未报送）'] : linesOf(one.text)),
      ],
    })),
    disputes: disputesOf(facts),
    talks: facts.talks.map(talkOf),
    files: facts.files.map(({ fileName, sha256, bytes }) => ({ name: fileName, sha256, bytes })),
    ...rulesOf(facts),
  };
}

/** Days that were not counted against the unit. */
function waitedWords({ waited, county }: ReferralFacts): string {
  const spans = waited
    .map(({ from, to }) => ({ from, last: to === null ? county.today : addDays(to, -1) }))
    .filter(({ from, last }) => from <= last)
    .map(({ from, last }) => (from === last ? from : `${from}至${last}`));
  return spans.length === 0 ? '' : `；等待他方、暂停的不计：${spans.join('、')}`;
}

const askedOf = ({ fields }: ReferralFacts['beside'][number]): string | null => {
  const { asked } = (fields ?? {}) as { asked?: unknown };
  return typeof asked === 'string' ? asked : null;
};

function talkOf(talk: ReferralFacts['talks'][number]): Part {
  return {
    heading: `约谈（${talk.heldOn ?? `定于${talk.at}`}，${talk.place}）`,
    paragraphs: [
      ...labelled('约谈人', talk.host),
      `参加人员：${talk.attendees.join('、') || '—'}`,
      ...labelled('记录', talk.record),
      ...labelled('记录人', talk.recordedBy),
      ...labelled('后续落实', talk.followUp),
    ],
  };
}

/** What the unit objected to and asked for, with what was decided, and how it was urged by hand. */
function disputesOf({ objections, extensions, urgings, letters, rungs }: ReferralFacts): Part[] {
  const against = ({ about, letterId, escalationId }: ReferralFacts['objections'][number]): string => {
    const letter = letters.find((entry) => entry.letter.id === letterId)?.letter;
    if (about === 'LETTER') return letter ? (letterNumber(letter) ?? letter.title) : '文书';
    const rung = rungs.find((one) => one.id === escalationId)?.rung;
    return about === 'RUNG' && rung ? rungLabel(rung).zh : '逾期标识';
  };
  const decided = (word: string, by: string | null, on: string | null, ground: string | null): string[] =>
    on === null ? ['（未决定）'] : [`${on} ${by ?? '—'}${word}${ground ? `：${ground}` : ''}`];
  const verdict = { OPEN: '', LIFTED: '复核撤销', UPHELD: '复核维持' };
  const answer = { OPEN: '', GRANTED: '同意', REFUSED: '不同意', WITHDRAWN: '撤回' };
  return [
    ...objections.map((one) => ({
      heading: `异议（${one.filedOn}，${one.filedBy}，针对${against(one)}）`,
      paragraphs: [...linesOf(one.text), ...decided(verdict[one.state], one.decidedBy, one.decidedOn, one.ground)],
    })),
    ...extensions.map((one) => ({
      heading: `延期申请（${one.filedOn}，${one.filedBy}，由${one.fromDueOn}延至${one.askedDueOn}）`,
      paragraphs: [...linesOf(one.reason), ...decided(answer[one.state], one.decidedBy, one.decidedOn, one.ground)],
    })),
    ...urgings.map((one) => ({
      heading: `催办（${one.urgedOn}，${one.urgedBy}）`,
      paragraphs: [
        ...linesOf(one.text),
        ...labelled(`${one.answeredOn ?? ''} ${one.answeredBy ?? ''}回复`, one.answer),
      ],
    })),
  ];
}

function rulesOf({
  county,
  calendarDays,
  extraDays,
  ladder,
  process,
}: ReferralFacts): Pick<PackageContents, 'calendar' | 'rules'> {
  const calendar: CalendarUsed = {
    version: county.calendarVersion,
    days: calendarDays.map(({ day, working, name }) => ({ day, working, name })),
    extraDays: extraDays.map(({ unitId, day, working, name, reason }) => ({
      ...{ of: unitId === null ? '本方案' : '承办单位', day, working, name, reason },
    })),
  };
  const rungs = ladder && fromJson<Ladder>(ladder.rungs);
  return {
    calendar: { lines: calendarInWords(calendar), data: calendar },
    rules: {
      lines: [
        process ? `流程“${process.name}”第${process.version}版。` : '流程：—。',
        ladder
          ? `升级规则“${ladder.name}”第${ladder.version}版${ladder.savedOn ? `（${ladder.savedOn}，${ladder.savedBy}）` : '（随系统提供）'}。`
          : '升级规则：无。',
      ],
      ladder: rungs ? ladderInWords(rungs) : [],
      data: ladder ? { process, ladder: ladder.name, version: ladder.version, savedOn: ladder.savedOn, ...rungs } : {},
    },
  };
}

function reportsOf({ rounds, stepName, reviews, rungs }: ReferralFacts): Part[] {
  const returned = (id: string) => reviews.find((review) => review.reviewsId === id && review.outcome === 'RETURNED');
  return [
    ...rounds.map((item) => ({
      heading: `第${item.round}次${labelOf(item.kind, stepName)}（${item.submittedOn ? `${item.submittedOn}，${item.submittedBy ?? ''}` : '未报送'}）`,
      paragraphs: [
        ...(item.submittedOn === null ? ['（无）'] : linesOf(item.text)),
        ...linesOf(returned(item.id)?.text ?? null).map((line) => `退回意见：${line}`),
      ],
    })),
    {
      heading: '各级督办措施',
      paragraphs: rungs.map(rungInWords),
    },
  ];
}

function letterOf(
  { letter, issuer, mails }: ReferralFacts['letters'][number],
  rehearsal: boolean,
): PackageContents['letters'][number] {
  const { title, text, state, signedOn, withdrawnOn, hash, receivedOn, receivedBy, signedBy, liftedOn } = letter;
  const { templateVersion, liftedReason } = letter;
  const number = letterNumber(letter) ?? letter.id;
  return {
    number,
    facts: { title, text, state, signedOn, withdrawnOn, liftedOn, hash, issuer, rehearsal, number },
    proof: [
      `签发：${signedBy ?? '—'}，${signedOn ?? '—'}`,
      receivedOn ? `签收：${receivedBy ?? '—'}，${receivedOn}` : '签收：未签收',
      ...mails.map(
        ({ day, person, messageId, state: sent, openedOn }) =>
          `邮件：${day} ${person} ${MAIL_WORDS[sent]}${openedOn ? `，${openedOn}在系统中打开` : ''} ${messageId}`,
      ),
      ...(liftedOn ? [`复核：${liftedOn}撤销${liftedReason ? `（${liftedReason}）` : ''}`] : []),
      templateVersion === 0 ? '模板：随系统提供' : `模板：第${templateVersion}版`,
      `SHA-256：${hash ?? '—'}`,
    ],
  };
}

/** What became of a rung that did not simply go out. */
const RUNG_WORDS: Partial<Record<ReferralFacts['rungs'][number]['state'], string>> = {
  ...{
    DRAFTED: '未决定',
    LISTED: '已列示',
    HELD: '暂缓',
    REJECTED: '不批准',
    WITHDRAWN: '已撤回',
    TOLERATED: '认定容错',
  },
};

function rungInWords(row: ReferralFacts['rungs'][number]): string {
  const { rung, state, reachedOn, deliveredOn, decidedBy, liftedOn, reason } = row;
  const outcome = RUNG_WORDS[state];
  return [
    `${reachedOn} ${rungLabel(rung).zh}`,
    ...(deliveredOn ? [`${deliveredOn}送达`] : []),
    ...(decidedBy ? [`${decidedBy}决定`] : []),
    ...(outcome ? [reason ? `${outcome}（${reason}）` : outcome] : []),
    ...(liftedOn ? [`${liftedOn}经复核撤销`] : []),
  ].join('，');
}

type MailState = ReferralFacts['letters'][number]['mails'][number]['state'];

const MAIL_WORDS: Record<MailState, string> = {
  CLAIMED: '待发送',
  SENT: '已发送',
  REFUSED: '被拒收',
  UNDELIVERABLE: '无法送达',
  BOUNCED: '被退回',
  EMPTY: '未发送',
};

const labelled = (label: string, text: string | null): string[] => {
  const [first, ...others] = linesOf(text);
  return first === undefined ? [] : [`${label}：${first}`, ...others];
};

const linesOf = (text: string | null): string[] => (text ?? '').split('\n').flatMap((line) => line.trim() || []);
