/** A letter as its files print it, independent of their format. */
export interface LetterFacts {
  title: string;
  text: string;
  /** As printed, for example 督办〔2020〕3号; null until it is signed. */
  number: string | null;
  state: 'DRAFT' | 'SIGNED' | 'WITHDRAWN';
  /** Who issues it; stands in the red head 红头 and under the text. */
  issuer: string;
  rehearsal: boolean;
  signedOn: string | null;
  withdrawnOn: string | null;
  /** The day on which the decision on an objection lifted it; null: it stands. */
  liftedOn: string | null;
  /** SHA-256 of title and text as signed. */
  hash: string | null;
}

/** The parts of an official document in the order of GB/T 9704-2012 党政机关公文格式. */
export interface LetterSheet {
  /** Stand at the top of every page: 【演练】, 草稿, 已撤回, 经复核撤销. */
  marks: string[];
  /** Lies across every page of what is not, or no longer, in force; null where it is in force. */
  watermark: string | null;
  head: string;
  /** Points; a long name is set smaller, so that it stays on one line. */
  headSize: number;
  number: string;
  title: string;
  /** The receiver 主送机关, up to its colon; null where the text does not begin with one. */
  receiver: string | null;
  paragraphs: string[];
  issuer: string;
  /** 成文日期, the day of signing; null for what was never signed. */
  date: string | null;
  /** Stands at the foot of every page; null for what was never signed. */
  proof: string | null;
}

/** Millimetres; GB/T 9704-2012, 5.1: top 37, left 28, text 156 × 225 on A4. */
export const MARGINS = { top: 37, left: 28, right: 26, bottom: 35 } as const;
const TEXT_WIDTH_MM = 210 - MARGINS.left - MARGINS.right;
const POINTS_PER_MM = 72 / 25.4;
/** Points; 2号 for the title, 3号 for the text, 28 points from line to line. */
export const SIZES = { head: 32, smallestHead: 18, title: 22, text: 16, small: 9, line: 28 } as const;
export const RED = 'C00000';

/** Lays out a letter: what is printed where, and what marks it as draft, withdrawn or rehearsed. */
export function layOut(letter: LetterFacts): LetterSheet {
  const lines = letter.text
    .split('\n')
    .map((line) => printable(line).trim())
    .filter((line) => line !== '');
  const first = lines[0];
  const receiver = first !== undefined && /[：:]$/u.test(first) ? first : null;
  return {
    marks: [...(letter.rehearsal ? ['【演练】'] : []), ...stateMark(letter)],
    watermark: letter.liftedOn === null ? { DRAFT: '草稿', SIGNED: null, WITHDRAWN: '已撤回' }[letter.state] : '已撤销',
    head: printable(letter.issuer),
    headSize: headSizeOf(printable(letter.issuer)),
    number: letter.number ?? (letter.state === 'DRAFT' ? '（编号于签发时给出）' : '（未编号）'),
    title: printable(letter.title),
    receiver,
    paragraphs: receiver === null ? lines : lines.slice(1),
    issuer: printable(letter.issuer),
    date: letter.signedOn === null ? null : inWords(letter.signedOn),
    proof: letter.hash === null ? null : `签发时题目和正文的 SHA-256 校验值：${letter.hash}`,
  };
}

function stateMark({ state, withdrawnOn, liftedOn }: LetterFacts): string[] {
  if (liftedOn !== null) return [`经复核撤销（${inWords(liftedOn)}）`];
  if (state === 'DRAFT') return ['草稿，未签发'];
  if (state === 'WITHDRAWN') return [withdrawnOn === null ? '已撤回' : `已撤回（${inWords(withdrawnOn)}）`];
  return [];
}

/** A Chinese character is as wide as it is high. */
function headSizeOf(head: string): number {
  const widest = Math.floor((TEXT_WIDTH_MM * POINTS_PER_MM) / Math.max([...head].length, 1));
  return Math.max(SIZES.smallestHead, Math.min(SIZES.head, widest));
}

/** 2020-03-05 as 2020年3月5日. */
function inWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** Without control characters, which Word documents may not contain. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '');
}
