import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '../../importer/readPlan.ts';
import { brief } from './support.ts';
import { seeded } from './synthetic/random.ts';

const text = readFileSync(join(import.meta.dirname, '../../demo/plan.txt'), 'utf8');
const measures = (document: string): string[] => readPlan(document).measures.map(brief);
const clean = measures(text);

const wrapped = (width: number): string =>
  text
    .split('\n')
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '')
    .join('\n');

function spaced(share: number, seed: number): string {
  const random = seeded(seed);
  return [...text].map((c) => (/[\u4e00-\u9fa5]/.test(c) && random() < share ? `${c} ` : c)).join('');
}

const noises: [string, string][] = [
  ['line ends of another system', text.replaceAll('\n', '\r\n')],
  ['lines wrapped at 20', wrapped(20)],
  ['lines wrapped at 28', wrapped(28)],
  ['lines wrapped at 36', wrapped(36)],
  ['stray spaces', spaced(0.02, 1)],
  ['many stray spaces', spaced(0.1, 2)],
  ['one line', text.replace(/\n+/g, '')],
  ['one line with spaces', text.replace(/\n+/g, ' ')],
  ['no empty lines', text.replace(/\n+/g, '\n')],
  ['full-width marks and digits', text.replace(/[:,;()0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
  [
    'page numbers',
    text
      .split('\n')
      .flatMap((line, i) => (i % 30 === 29 ? [line, `- ${i} -`, ''] : [line]))
      .join('\n'),
  ],
  [
    'markdown',
    text
      .replace(/^(责任领导|责任单位|配合单位|完成时限)[:：]/gm, '**$1：**')
      .replace(/^(一|二|三|四|五)、/gm, '## $1、'),
  ],
  [
    'HTML tags',
    text
      .split('\n')
      .map((line) => `<p>${line}</p>`)
      .join(''),
  ],
];

describe('noise', () => {
  it.each(noises)('reads the same measures through %s', (_, document) => {
    const plain = (lines: string[]): string[] => lines.map((line) => line.normalize('NFKC'));
    expect(plain(measures(document))).toEqual(plain(clean));
  });

  it('never fails on mutated documents, and stays inside the text', () => {
    const random = seeded(20_191_120);
    const at = (): number => Math.floor(random() * text.length);
    for (let i = 0; i < 150; i++) {
      const [a, b, c] = [at(), at(), at()];
      const mutated =
        text.slice(0, a) + text.slice(b, b + 300) + '（【“：\t|一、'.charAt(i % 8) + text.slice(Math.min(a, c));
      const result = readPlan(mutated);
      const ranges = [...result.measures.flatMap((m) => m.source), ...result.duties, ...result.warnings];
      for (const range of ranges) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThanOrEqual(mutated.length);
      }
    }
  });
});

describe('time', () => {
  /** Processor time, fastest of a few runs, so that a busy machine does not decide. */
  function milliseconds(document: string, runs: number): number {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < runs; i++) {
      const begin = process.cpuUsage();
      readPlan(document);
      const used = process.cpuUsage(begin);
      best = Math.min(best, (used.user + used.system) / 1000);
    }
    return best;
  }

  /** A quadratic reader takes minutes for these. */
  const FAR_FROM_ENDLESS_MS = 10_000;

  it('reads longer texts in proportion', () => {
    const [short, long] = [text.repeat(4), text.repeat(32)];
    expect(short.length).toBeGreaterThan(17_000);
    const once = milliseconds(short, 5);
    // Eight times the length: far from the sixty-fourfold time of a quadratic reader.
    expect(milliseconds(long, 3)).toBeLessThan(Math.max(once, 20) * 8 * 5);
  });

  it('is not stopped by blank lines before a label', () => {
    expect(milliseconds(`${'\n'.repeat(40_000)}责任单位：县教育局`, 1)).toBeLessThan(FAR_FROM_ENDLESS_MS);
    expect(milliseconds(`方案${'\r\n \t'.repeat(20_000)}责任单位：县教育局`, 1)).toBeLessThan(FAR_FROM_ENDLESS_MS);
  });

  it.each([
    '（',
    '1.',
    '一、',
    '责任单位：',
    '“',
    '、',
    '2020年',
    '每年',
    '\t',
    '县教育局和',
    '考核',
    '1,234',
    '\n',
    '任务\t',
    '责任单位\n县教育局\n',
    '任务名称：甲\n',
    '由县教育局会同',
    '副县长张某、',
    '<td>',
    '&nbsp;',
    '1\n',
  ])('is not stopped by a text of %s alone', (piece) => {
    expect(milliseconds(`方案\n一、措施\n${piece.repeat(20_000)}`, 1)).toBeLessThan(FAR_FROM_ENDLESS_MS);
  });
});
