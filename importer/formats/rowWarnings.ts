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
  for (const row of rows) {
    const measure = measures.find(({ source }) => source.some(({ start, end }) => start < row.end && end > row.start));
    if (measure) begun = row.sheet;
    else if (begun !== row.sheet || !text.slice(row.start, row.end).includes('\t')) continue;
    const fault = faultOf(measure, text.slice(row.start, row.end));
    if (!fault) continue;
    const [message, messageEn] = fault;
    warnings.push(inRow(row, { message, messageEn, start: row.start, end: row.end }));
  }
  return warnings;
}

function faultOf(measure: MeasureDraft | undefined, row: string): [zh: string, en: string] | null {
  if (!measure) return ['没有读成措施，请核对该行的任务和单位', 'it became no measure; check its task and its units'];
  const units = [...measure.leadUnits, ...measure.responsibleUnits, ...measure.supportingUnits];
  if (units.length === 0) return ['没有写明单位', 'it names no unit'];
  const printed = row.replace(/\s/g, '');
  if (units.some((unit) => printed.includes(unit))) return null;
  return ['没有写明单位，沿用了上一行的单位，请核对', 'it names no unit; that of the row above was taken, check it'];
}
