import { type CleanText, printedText } from './cleanText.ts';
import type { Paragraph } from './paragraphs.ts';

/** Endings of bodies that issue documents. */
export const ISSUER_KIND = '(?:委员会|委|人民政府|政府|办公室|办公厅|领导小组|指挥部|局|厅|部|管委会)';

const BODY_NAME = new RegExp(`^[^:：。;；,，]{2,40}${ISSUER_KIND}$`);

/** A line that is only a date, as under a signature. */
export const SIGNED_DATE = /^[(]?(?:\d{4}|二[〇零一二三四五六七八九]{3})年.{1,4}月.{1,4}日[)]?$/;

const textOf = (lines: CleanText, p: Paragraph): string => lines.text.slice(p.start, p.end);

/** Further issuers on lines of their own above; the red letterhead 某委文件 is none. */
export function issuersAbove(lines: CleanText, head: Paragraph[], index: number): string[] {
  const names: string[] = [];
  for (let i = index - 1; i >= 0 && index - i <= 10; i--) {
    const above = head[i];
    const found = above && textOf(lines, above).length <= 40 ? issuersBefore(lines, above.start, above.end) : null;
    if (!found) break;
    names.unshift(...found);
  }
  return names;
}

/** 中共某县委 某县人民政府: names parted by spaces or line ends. */
export function issuersBefore(lines: CleanText, start: number, end: number): string[] | null {
  const names: string[] = [];
  let from = start;
  for (let i = start + 1; i <= end; i++) {
    if (i < end && (lines.gaps[i] ?? 0) === 0 && lines.text[i] !== '\n') continue;
    const name = printedText(lines, from, i);
    if (name !== '') names.push(name);
    from = i;
  }
  const joined = joinParts(names.flatMap((name) => splitBodies(name)));
  return joined.length > 0 && joined.every((n) => BODY_NAME.test(n)) ? joined : null;
}

/** 中共某县委某县人民政府 without a space is two bodies. */
function splitBodies(name: string): string[] {
  const found = /^(中共.{1,12}?(?:委员会|委)(?:办公室)?)(.{2,14}人民政府(?:办公室)?)$/.exec(name);
  return found?.[1] && found[2] ? [found[1], found[2]] : [name];
}

function joinParts(parts: string[]): string[] {
  const names: string[] = [];
  let waiting = '';
  for (const part of parts) {
    waiting += part;
    if (new RegExp(`${ISSUER_KIND}$`).test(waiting)) {
      names.push(waiting);
      waiting = '';
    }
  }
  return waiting === '' ? names : [...names, waiting];
}

/** Without a covering notice: names before 关于 in the title, or the lines above it, or 某单位 with the date below. */
export function issuersOf(lines: CleanText, head: Paragraph[], title: string, all: Paragraph[]): string[] {
  for (const [index, p] of head.entries()) {
    const text = textOf(lines, p);
    const about = text.indexOf('关于');
    if (about > 3) {
      const names = issuersBefore(lines, p.start, p.start + about);
      if (names) return names;
    }
    const above = head[index - 1];
    if (above && title !== '' && about === 0) {
      const names = issuersBefore(lines, above.start, above.end);
      if (names) return names;
    }
    const dated = above && SIGNED_DATE.test(text) ? issuersAbove(lines, head, index) : [];
    if (dated.length > 0) return dated;
  }
  const red = letterhead(lines, head);
  return red.length > 0 ? red : signers(lines, all);
}

/** The names above the date with which the document ends. */
function signers(lines: CleanText, all: Paragraph[]): string[] {
  const last = all.length - LAST_LINES;
  const dated = all.findIndex((p, i) => i >= last && SIGNED_DATE.test(textOf(lines, p)));
  return dated < 1 ? [] : issuersAbove(lines, all, dated);
}

const LAST_LINES = 12;

/** 某县人民政府文件 in red at the top, where nothing else names the issuer. */
function letterhead(lines: CleanText, head: Paragraph[]): string[] {
  for (const p of head.slice(0, 6)) {
    const text = textOf(lines, p);
    if (text.length <= 40 && /文件$/.test(text)) return issuersBefore(lines, p.start, p.end - 2) ?? [];
  }
  return [];
}
