import { LABEL_AT_START } from './patterns.ts';

const MAX_TITLE = 60;

/**
 * The heading at the beginning of `text`: up to the first full stop, colon or assignment bracket. An item that begins
 * with a long sentence has no heading; its first clause stands for it.
 */
export function titleOf(
  text: string,
  offset: number,
  gapBefore: (index: number) => number,
): { titleEnd: number; titled: boolean } {
  const stop = text.search(/[。:;!\n]|[((【〔](?=[^()]{0,40}(?:单位|部门|领导|责任人|牵头|负责)[^()]{0,4}[:、,)]?)/);
  const sentence = stop < 0 ? text.length : stop;
  const gap = spacedHeading(text, offset, sentence, gapBefore);
  if (gap > 0) return { titleEnd: offset + gap, titled: true };
  if (sentence <= MAX_TITLE) return { titleEnd: offset + trimEnd(text, sentence), titled: sentence <= 45 };
  const clause = text.slice(6).search(/[,;:。]/);
  return { titleEnd: offset + (clause < 0 ? MAX_TITLE : Math.min(MAX_TITLE, clause + 6)), titled: false };
}

/** （一）指导思想  以…: a heading parted from its text by spaces only. */
function spacedHeading(text: string, offset: number, sentence: number, gapBefore: (index: number) => number): number {
  for (let i = 4; i <= 25 && i < sentence; i++) {
    if (gapBefore(offset + i) === 0 || /[,、"“(]/.test(text.slice(0, i)) || /^[,、;:)]/.test(text.slice(i))) continue;
    // 自然保护 地 监管: single characters between spaces are a scanner's noise.
    if (gapBefore(offset + i + 1) > 0 || gapBefore(offset + i - 1) > 0) continue;
    // 投资 2 亿元: spaces around figures part nothing.
    if (/[\w%.]/.test(`${text[i - 1]}${text[i]}`)) continue;
    if (sentence > 30 || USUAL_HEADING.test(text.slice(0, i)) || LABEL_AT_START.test(text.slice(i, i + 24))) return i;
  }
  return -1;
}

/** Headings that most plans have; after one of them a space is enough. */
const USUAL_HEADING = /^.{0,4}(?:要求|措施|目标|任务|原则|保障|思想|机制|领导)$/;

function trimEnd(text: string, end: number): number {
  let i = end;
  while (i > 0 && /[,、\s]/.test(text[i - 1] ?? '')) i--;
  return i;
}
