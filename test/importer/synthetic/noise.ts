import type { Chooser } from './random.ts';

export const NOISES = [
  'none',
  'spaces',
  'wrapped',
  'oneLine',
  'halfWidth',
  'pages',
  'tags',
  'windows',
  'entities',
] as const;
export type Noise = (typeof NOISES)[number];

const isTabled = (line: string): boolean => /[\t|<]/.test(line);

/** What scanners, converters, pages and web sites do to a text. */
export function disturb(text: string, noise: Noise, choose: Chooser): string {
  const lines = text.split('\n');
  switch (noise) {
    case 'spaces':
      return [...text].map((c) => (/[\u4e00-\u9fa5]/.test(c) && choose.chance(0.03) ? `${c} ` : c)).join('');
    case 'wrapped':
      return lines.map((line) => (isTabled(line) ? line : (line.match(/.{1,32}/g)?.join('\n') ?? ''))).join('\n');
    case 'oneLine':
      return lines.join(' ');
    case 'halfWidth':
      return text.replace(/[：；（），]/g, (c) => c.normalize('NFKC'));
    case 'pages':
      return lines.flatMap((line, i) => (i % 9 === 8 ? [line, '', `— ${i} —`, ''] : [line])).join('\n');
    case 'tags':
      return lines.map((line) => (isTabled(line) ? line : `<p>${line}</p>`)).join('\n');
    case 'windows':
      return lines.join('\r\n');
    case 'entities':
      return lines
        .map((line) =>
          isTabled(line)
            ? line
            : `<p>&nbsp;&nbsp;${line.replace(/；/g, '；&nbsp;').replace(/：/g, '：<span>')}</span></p>`,
        )
        .join('\n');
    default:
      return text;
  }
}
