import { readXml } from '../xml.ts';

export interface ParagraphStyle {
  /** As the program names it, lower case: 'heading 1', 'toc 2'. */
  name: string;
  basedOn: string | null;
  numId: string | null;
  level: number | null;
}

/** Styles by id, as far as they number paragraphs or mark a table of contents. */
export function readStyles(bytes: Buffer | null, fileName: string): Map<string, ParagraphStyle> {
  const styles = new Map<string, ParagraphStyle>();
  let style: ParagraphStyle | null = null;
  if (!bytes) return styles;
  readXml(bytes, fileName, {
    open: (name, at) => {
      if (name === 'style') {
        style = { name: '', basedOn: null, numId: null, level: null };
        styles.set(at.styleId ?? '', style);
      } else if (!style) return;
      else if (name === 'name') style.name = (at.val ?? '').toLowerCase();
      else if (name === 'basedOn') style.basedOn = at.val ?? null;
      else if (name === 'numId') style.numId = at.val ?? null;
      else if (name === 'ilvl') style.level = Number(at.val);
    },
    close: (name) => {
      if (name === 'style') style = null;
    },
  });
  return styles;
}

/** The list that a style numbers its paragraphs by, its own or that of a style that it is based on. */
export function numberingOf(
  styles: Map<string, ParagraphStyle>,
  id: string | null,
): { numId: string; level: number } | null {
  let level: number | null = null;
  const seen = new Set<string>();
  for (let next = id; next !== null && !seen.has(next); ) {
    seen.add(next);
    const style = styles.get(next);
    if (!style) return null;
    level ??= style.level;
    if (style.numId !== null) return { numId: style.numId, level: level ?? 0 };
    next = style.basedOn;
  }
  return null;
}
