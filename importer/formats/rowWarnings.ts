import type { ImportResult, MeasureDraft } from '../types.ts';
import type { RowPlace } from './readText.ts';

type Warning = ImportResult['warnings'][number];

/**
 * The warnings of a reading; of a spreadsheet each names its sheet and row, and each row below the first measure that
 * became none, or one without any unit, has one of its own.
 */
export function rowWarnings(text: string, rows: readonly RowPlace[], result: ImportResult): Warning[] {
  const placed = result.warnings.map((warning) => {
    const row = rows.find(({ start, end }) => warning.start >= start && warning.start < end);
    return row ? inRow(row, warning) : warning;
  });
  return [...placed, ...rowFaults(text, rows, result)];
}

const inRow = ({ sheet, row }: RowPlace, warning: Warning): Warning => ({
  ...warning,
  message: `工作表“${sheet}”第${row}行：${warning.message}`,
  messageEn: `Sheet "${sheet}", row ${row}: ${warning.messageEn}`,
});

function rowFaults(text: string, rows: readonly RowPlace[], { measures }: ImportResult): Warning[] {
  const warnings: Warning[] = [];
  let begun = '';
  let above = '';
  for (const row of rows) {
    const measure = measures.find(({ source }) => source.some(({ start, end }) => start < row.end && end > row.start));
    if (measure) begun = row.sheet;
    else if (begun !== row.sheet || !text.slice(row.start, row.end).includes('\t')) continue;
    const printed = text.slice(row.start, row.end).replace(/[^\S\t]/g, '');
    const fault = faultOf(measure, printed, above);
    above = printed;
    if (!fault) continue;
    const [message, messageEn] = fault;
    warnings.push(inRow(row, { message, messageEn, start: row.start, end: row.end }));
  }
  return warnings;
}

function faultOf(measure: MeasureDraft | undefined, row: string, above: string): [zh: string, en: string] | null {
  if (!measure) return ['没有读成措施，请核对该行的任务和单位', 'it became no measure; check its task and its units'];
  const units = [...measure.leadUnits, ...measure.responsibleUnits, ...measure.supportingUnits];
  if (units.length === 0) return ['没有写明单位', 'it names no unit'];
  const taken = [
    ...(units.some((unit) => row.includes(unit)) ? [] : [['单位', 'unit'] as const]),
    ...(isFromAbove(measure.leaders, row, above) ? [['责任领导', 'leader'] as const] : []),
    ...(isFromAbove([measure.deadline.text.replace(/\s/g, '')], row, above) ? [['完成时限', 'deadline'] as const] : []),
  ];
  if (taken.length === 0) return null;
  const [zh, en] = [taken.map(([name]) => name).join('、'), taken.map(([, name]) => name).join(', ')];
  return [`没有写明${zh}，沿用了上一行的，请核对`, `it names no ${en}; what the row above says was taken, check it`];
}

/** Whether something is told by the row above alone. */
const isFromAbove = (told: string[], row: string, above: string): boolean =>
  told.some((words) => words !== '') && told.every((words) => !row.includes(words) && above.includes(words));
