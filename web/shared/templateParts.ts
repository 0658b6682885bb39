/** A part of a template of a letter or a mail, as it is read rather than written. */
export type TemplatePart =
  | { kind: 'text' | 'field'; text: string }
  /** The beginning of a passage that is written only where a field has something, or where a comparison holds. */
  | { kind: 'with' | 'if'; text: string }
  | { kind: 'else' | 'end' };

const TAG = /\{\{-?\s*(.*?)\s*-?\}\}|\{%-?\s*(.*?)\s*-?%\}/gs;
const COMPARISON = /[<>=!]|\b(?:and|or|contains)\b/;

/** Takes a template apart at its fields and conditions; a tag of another kind stays as it is written. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const match of template.matchAll(TAG)) {
    if (match.index > from) parts.push({ kind: 'text', text: template.slice(from, match.index) });
    parts.push(match[1] === undefined ? tagPart(match[2] ?? '', match[0]) : { kind: 'field', text: match[1] });
    from = match.index + match[0].length;
  }
  if (from < template.length) parts.push({ kind: 'text', text: template.slice(from) });
  return parts;
}

function tagPart(tag: string, written: string): TemplatePart {
  if (tag === 'else') return { kind: 'else' };
  if (tag === 'endif') return { kind: 'end' };
  const condition = /^if\s+(.+)$/s.exec(tag)?.[1];
  if (condition === undefined) return { kind: 'text', text: written };
  return { kind: COMPARISON.test(condition) ? 'if' : 'with', text: condition };
}
