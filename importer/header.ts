import { type CleanText, printedText } from './cleanText.ts';
import { adoptedOn, issueDate, LONGEST_HEAD_LINE } from './issueDates.ts';
import { ISSUER_KIND, issuersAbove, issuersBefore, issuersOf, SIGNED_DATE } from './issuers.ts';
import { markerAt } from './markers.ts';
import { readMetadata } from './metadata.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import { periodInTitle } from './periods.ts';
import type { PlanHeader } from './types.ts';

/** The two marks around the year may differ where a machine has read them. */
const DOCUMENT_NUMBER = /([\u4e00-\u9fa5]{1,12}[〔[(【]\d{4}[〕\])】]第?\d{1,4}号)/;
const TITLE_KIND =
  /(?:方案|意见|计划|决定|办法|规划|要点|细则|措施|清单|行动|任务书|意见书|分工|分解表|分工表|分解|台账|责任书|任务表|一览表|预案|纲要|安排)(?:\(.{1,20}\))?(?:的?通知)?$/;
const HEAD_LIMIT = 2500;

/** Reads title, number, issuers, date and period from the document's head and its footer; lines are taken as printed. */
export function readHeader(lines: CleanText, bodyStart: number): PlanHeader {
  const all = paragraphsOf(lines);
  const head = headLines(lines, all, bodyStart);
  const notice = noticeOf(lines, head);
  const site = readMetadata(lines.text.slice(0, Math.min(bodyStart, HEAD_LIMIT)));
  const title =
    titleOf(lines, head) ??
    notice?.title ??
    mentionedTitle(lines, head) ??
    site.title ??
    ownNotice(lines, head) ??
    firstLine(lines, head) ??
    '';
  const named = notice && notice.issuers.length > 0 ? notice.issuers : issuersOf(lines, head, title, all);
  const [periodStart, periodEnd] = periodInTitle(title);
  const documentNumber = numberOf(lines, head) ?? site.documentNumber;
  return {
    title,
    documentNumber,
    issuers: named.length > 0 || site.issuer === null ? named : [site.issuer],
    issuedOn: issueDate(lines, head, all) ?? site.issuedOn ?? (documentNumber === null ? null : adoptedOn(lines, head)),
    periodStart,
    periodEnd,
  };
}

/** Where the document's own text begins: the first heading of the first rank. */
function headLines(lines: CleanText, all: Paragraph[], bodyStart: number): Paragraph[] {
  const limit = Math.min(bodyStart, HEAD_LIMIT);
  return all
    .filter((p) => p.start < limit)
    .flatMap((p) =>
      p.end - p.start > LONGEST_HEAD_LINE || opensWithTitle(textOf(lines, p)) ? atGaps(lines, p, limit) : [p],
    );
}

/** 关于…的意见。为落实…: a title that only a full stop parts from the text. */
function opensWithTitle(text: string): boolean {
  const stop = text.indexOf('。');
  return stop >= 5 && stop <= 60 && stop < text.length - 1 && isTitle(text.slice(0, stop));
}

const isTitle = (text: string): boolean => TITLE_KIND.test(text) && !/[,，]|本(?:方案|意见|办法|计划)$/.test(text);

/** Where the whole document stands on one line, spaces part what were lines; so does the full stop after a title. */
function atGaps(lines: CleanText, p: Paragraph, limit: number): Paragraph[] {
  const parts: Paragraph[] = [];
  const last = Math.min(p.end, limit);
  let start = p.start;
  for (let i = p.start + 1; i <= last; i++) {
    const stop = start === p.start && lines.text[i] === '。' && isTitle(lines.text.slice(start, i));
    if (i < last && (lines.gaps[i] ?? 0) === 0 && !stop) continue;
    parts.push({ start, end: i });
    start = stop ? i + 1 : i;
  }
  return parts;
}

const textOf = (lines: CleanText, p: Paragraph): string => lines.text.slice(p.start, p.end);

function numberOf(lines: CleanText, head: Paragraph[]): string | null {
  for (const p of head) {
    const text = textOf(lines, p);
    const found = DOCUMENT_NUMBER.exec(text);
    if (!found) continue;
    // A number that begins its line and is parted from what the page says after it.
    const gap = lines.gaps[p.start + found.index + found[0].length] ?? 0;
    const apart =
      (found.index === 0 && gap > 1) || (/(?:文号|发文字号|文件编号):$/.test(text.slice(0, found.index)) && gap > 0);
    if (!apart && text.length > found[0].length + 14 && !/^\(.*(?:印发|发布)\)$/.test(text)) continue;
    // 《…》（某发〔2018〕1号） and 根据某发〔…〕 name another document.
    if (/[《》根据]/.test(text)) continue;
    return printedText(lines, p.start + found.index, p.start + found.index + found[0].length);
  }
  return null;
}

/** The covering notice 某委 某政府关于印发《…》的通知 and what it says. */
function noticeOf(lines: CleanText, head: Paragraph[]): { title: string; issuers: string[] } | null {
  for (const [index, p] of head.entries()) {
    const joined = { start: p.start, end: head[Math.min(head.length - 1, index + 2)]?.end ?? p.end };
    const text = lines.text.slice(joined.start, joined.end);
    const found = /^([^。:\n]{0,80}?)\n?(?:关于)?(?:印发|转发|下发)([^。:]{4,120}?)的?\n?通知/.exec(text);
    if (!found) continue;
    const subject = found[2] ?? '';
    const subjectStart = joined.start + found[0].indexOf(subject);
    const title = printedText(lines, subjectStart, subjectStart + subject.length).replace(
      /^[《<]([^《》<>]*)[》>]$/,
      '$1',
    );
    return {
      title,
      issuers: [
        ...issuersAbove(lines, head, index),
        ...(issuersBefore(lines, joined.start, joined.start + (found[1] ?? '').length) ?? []),
      ],
    };
  }
  return null;
}

/** The plan's own title: the last lines of the head that end like a title, joined over line ends. */
function titleOf(lines: CleanText, head: Paragraph[]): string | null {
  for (let i = head.length - 1; i >= 0; i--) {
    const p = head[i];
    if (!p) continue;
    const text = textOf(lines, p);
    if (!isTitleLine(text) || !TITLE_KIND.test(text)) continue;
    const next = head[i + 1];
    // 某县政府关于印发某方案 / 的通知: the covering notice, broken over two lines.
    if (/关于(?:印发|转发|下发)/.test(text) && next && /^的?通知$/.test(textOf(lines, next))) continue;
    let start = p.start;
    for (let k = i - 1; k >= 0 && i - k <= 2; k--) {
      const above = head[k];
      if (!above || !continuesBelow(lines, above, start)) break;
      start = above.start;
    }
    const below = head[i + 1];
    // （2018—2020年） on a line of its own belongs to the title above it.
    const period = below && /^[(]?\d{4}年?[-—–~至到]+\d{4}年?[)]?$/.test(textOf(lines, below));
    const named = cutIssuers(lines, start, period ? below.end : p.end);
    const above = head[head.findIndex((line) => line.start === start) - 1];
    return named.startsWith('关于') && above ? [issuerLine(lines, above, start), named].join('') : named;
  }
  return null;
}

/** A copy without its title names it in the words around: …制定出台了《…的决定》. */
function mentionedTitle(lines: CleanText, head: Paragraph[]): string | null {
  for (const p of head) {
    const found = /(?:印发|出台|制定|制订|发布|下发)(?:实施|了)*《([^《》]{6,60})》/.exec(textOf(lines, p));
    if (!found?.[1] || !TITLE_KIND.test(found[1])) continue;
    const start = p.start + found.index + found[0].indexOf('《') + 1;
    return printedText(lines, start, start + found[1].length);
  }
  return null;
}

/** 某局关于做好…工作的通知: a notice that is the plan itself. */
function ownNotice(lines: CleanText, head: Paragraph[]): string | null {
  for (const [i, p] of head.entries()) {
    if (!/关于(?!印发|转发|下发).{4,60}的?通(?:知|告)$/.test(textOf(lines, p))) continue;
    const above = head[i - 1];
    const start = above && above.end - above.start > 8 && continuesBelow(lines, above, p.start) ? above.start : p.start;
    return printedText(lines, start, p.end);
  }
  return null;
}

/** Where no line ends like a title, the first that could be one. */
function firstLine(lines: CleanText, head: Paragraph[]): string | null {
  const first = head
    .slice(0, 4)
    .find((p) => isTitleLine(textOf(lines, p)) && !/(?:文件|年|月|日)$|来源|发布|作者|[|\t〔]/.test(textOf(lines, p)));
  return first ? printedText(lines, first.start, first.end) : null;
}

const isTitleLine = (text: string): boolean =>
  text.length >= 5 &&
  text.length <= 80 &&
  !/[。;:]|^\(|^附|^第.{1,3}(?:章|部分)|印发.*(?:你们|给你|执行)|通知$/.test(text) &&
  !markerAt(text, 0);

function continuesBelow(lines: CleanText, above: Paragraph, start: number): boolean {
  const text = textOf(lines, above);
  if (!isTitleLine(text) || start - above.end > 2 || /\d{4}年\d{1,2}月\d{1,2}日/.test(text) || SIGNED_DATE.test(text))
    return false;
  if (DOCUMENT_NUMBER.test(text) || /文件$|[】)]$/.test(text)) return false;
  return !new RegExp(`^(?:中共)?.{1,30}${ISSUER_KIND}$`).test(text) && !/(?:单位|部门)$/.test(text);
}

/** The issuers on the line above 关于…的意见 belong to its title. */
function issuerLine(lines: CleanText, above: Paragraph, start: number): string {
  if (start - above.end > 2 || above.end - above.start > LONGEST_ISSUERS) return '';
  return issuersBefore(lines, above.start, above.end)?.join(' ') ?? '';
}

const LONGEST_ISSUERS = 40;

function cutIssuers(lines: CleanText, start: number, end: number): string {
  const text = lines.text.slice(start, end);
  const about = text.indexOf('关于');
  // 某县人民政府关于…: an issuer without a space belongs to the title.
  const parted = (lines.gaps[start + about] ?? 0) > 0 || lines.text.slice(start, start + about).includes('\n');
  const issuers = about > 3 && parted ? issuersBefore(lines, start, start + about) : null;
  const printed = printedText(lines, issuers ? start + about : start, end).replace(/的?通知$/, '');
  const quoted = /^关于(?:印发|转发|下发)(.+)$/.exec(printed);
  if (issuers && !quoted) return issuers.join(' ') + printed;
  return (quoted?.[1] ?? printed).replace(/^《(.+)》$/, '$1');
}
