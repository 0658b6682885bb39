import type { Truth } from './plan.ts';

const HEADER = ['序号', '重点任务', '责任领导', '牵头单位', '责任单位', '配合单位', '完成时限'];

function rowsOf(truth: Truth[]): string[][] {
  return truth.map((m, i) => [
    String(i + 1),
    m.title,
    m.leaders.join('、'),
    m.leadUnits.join('、'),
    m.responsibleUnits.join('、'),
    m.supportingUnits.join('、'),
    `${m.date?.slice(0, 4)}年底`,
  ]);
}

const lines = (rows: string[][], separator: string): string => rows.map((r) => `${r.join(separator)}\n`).join('');

export const tabbed = (truth: Truth[]): string => lines([HEADER, ...rowsOf(truth)], '\t');

export const pipedLines = (truth: Truth[]): string => lines([HEADER, ...rowsOf(truth)], ' | ');

export const markdownTable = (truth: Truth[]): string =>
  [HEADER, HEADER.map(() => '---'), ...rowsOf(truth)].map((r) => `| ${r.join(' | ')} |\n`).join('');

export const htmlTable = (truth: Truth[]): string =>
  `<table>${[HEADER, ...rowsOf(truth)].map((r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`).join('')}</table>\n`;

/** One cell on each line. */
export const stacked = (truth: Truth[]): string => [HEADER, ...rowsOf(truth)].map((r) => `${r.join('\n')}\n`).join('');

/** One small table for each task. */
export const cards = (truth: Truth[]): string =>
  rowsOf(truth)
    .map(([, title, leader, lead, responsible, supporting, date]) =>
      lines(
        [
          ['任务名称', title ?? ''],
          ['责任领导', leader ?? ''],
          ['牵头单位', lead ?? ''],
          ['责任单位', responsible ?? ''],
          ['配合单位', supporting ?? ''],
          ['完成时限', date ?? ''],
        ],
        '\t',
      ),
    )
    .join('\n');

/** The names in the first column, a task in each further one. */
export const onItsSide = (truth: Truth[]): string => {
  const rows = [HEADER, ...rowsOf(truth)];
  return lines(
    HEADER.slice(1).map((_, column) => rows.map((row) => row[column + 1] ?? '')),
    '\t',
  );
};
