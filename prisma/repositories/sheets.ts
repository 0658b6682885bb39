import { DubanError, type UserMessage } from '../../domain/errors.ts';
import { isRecord } from '../../domain/forms/shapes.ts';
import type { Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import type { CountyDay } from './clock.ts';
import { type HandIn, handIn } from './handIn.ts';
import { lockItem, lockItems, requireVersion } from './itemWriting.ts';

/**
 * A sheet goes with its reports and inputs. All are locked together, so its rows are read before and checked after.
 * Without rows its text stands for every report of the period that is still open.
 */
export async function submitSheet(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  input: HandIn,
  before: Pick<WorkItem, 'version' | 'fields'>,
): Promise<void> {
  const fields = input.fields ?? ((before.fields ?? {}) as Variables);
  const rows = fields.rows === undefined ? await everyReport(tx, actor, input) : sheetRows(fields);
  const locked = await lockItems(tx, actor.countyId, [input.id, ...rows.map((row) => row.workItemId)]);
  const sheet = locked.get(input.id) ?? (await lockItem(tx, actor.countyId, input.id));
  requireVersion(sheet, before.version);
  for (const row of rows) {
    const report = locked.get(row.workItemId);
    if (!report || !belongs(report, sheet)) throw wrongRow(row.workItemId);
    await handInRow(tx, county, actor, report, row);
  }
  await keepInputs(tx, county, sheet, fields);
  await handIn(tx, county, actor, sheet, input);
}

interface Row {
  workItemId: string;
  text: string;
  /** Values of the report's own form; absent: those that were prepared with it. */
  form?: Variables;
}

/** One report of the sheet; what is wrong with its form is said with the measure that it is about. */
async function handInRow(tx: Tx, county: CountyDay, actor: Actor, report: WorkItem, row: Row): Promise<void> {
  const fields = row.form === undefined ? {} : { fields: { form: row.form } };
  try {
    await handIn(tx, county, actor, report, { id: report.id, text: row.text, ...fields });
  } catch (error) {
    if (!(error instanceof DubanError) || error.problems.length === 0 || report.measureId === null) throw error;
    const { title } = await tx.measure.findUniqueOrThrow({ where: { id: report.measureId }, select: { title: true } });
    const of = ({ zh, en }: UserMessage): UserMessage => ({ zh: `“${title}”：${zh}`, en: `“${title}”: ${en}` });
    throw new DubanError(error.code, of(error.userMessage), {
      problems: error.problems.map(({ pointer, message }) => ({ pointer, message: of(message) })),
      details: { workItemId: report.id },
      cause: error,
    });
  }
}

/** Without rows the sheet's own text stands for every report that is still open; a prepared one keeps its own. */
async function everyReport(tx: Tx, actor: Actor, input: HandIn): Promise<Row[]> {
  const sheet = await tx.workItem.findUniqueOrThrow({ where: { id: input.id } });
  const reports = await tx.workItem.findMany({
    where: {
      ...{ countyId: actor.countyId, kind: 'REPORT', planId: sheet.planId, unitId: sheet.unitId },
      ...{ periodKey: sheet.periodKey, state: { in: ['OPEN', 'PREPARED'] } },
    },
    orderBy: { id: 'asc' },
  });
  const paused = await pausedMeasures(tx, reports);
  // One with a form of its own waits until that was filled in, one whose measure is paused until it is resumed.
  const ready = reports.filter(
    ({ form, state, measureId }) => (form === null || state === 'PREPARED') && !paused.has(measureId ?? ''),
  );
  return ready.map((report) => ({
    workItemId: report.id,
    text: (report.state === 'PREPARED' ? report.text : null) ?? input.text ?? sheet.text ?? '',
  }));
}

async function pausedMeasures(tx: Tx, reports: WorkItem[]): Promise<Set<string>> {
  const ids = reports.flatMap(({ measureId }) => measureId ?? []);
  const rows = await tx.measure.findMany({ where: { id: { in: ids }, pausedOn: { not: null } }, select: { id: true } });
  return new Set(rows.map((row) => row.id));
}

/** A row of a sheet is a report of the same unit, plan and period. */
function belongs(report: WorkItem, sheet: WorkItem): boolean {
  return (
    report.kind === 'REPORT' &&
    report.unitId === sheet.unitId &&
    report.planId === sheet.planId &&
    report.periodKey === sheet.periodKey
  );
}

function sheetRows(fields: Variables): Row[] {
  const { rows } = fields;
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row) =>
    row !== null && typeof row === 'object' && !Array.isArray(row) && typeof row.workItemId === 'string'
      ? [
          {
            workItemId: row.workItemId,
            text: typeof row.text === 'string' ? row.text : '',
            ...(isRecord(row.form) ? { form: row.form } : {}),
          },
        ]
      : [],
  );
}

function wrongRow(id: string): DubanError {
  const message = {
    zh: '报送表中有不属于本单位本方案的事项',
    en: 'The sheet names an item that is not of this unit and plan',
  };
  return new DubanError('VALIDATION', message, {
    problems: [{ pointer: '/fields/rows', message }],
    details: { workItemId: id },
  });
}

/** Inputs to other units' measures: one row a measure and period. They never gate a report. */
async function keepInputs(tx: Tx, county: CountyDay, sheet: WorkItem, fields: Variables): Promise<void> {
  const { inputs } = fields;
  if (!Array.isArray(inputs) || sheet.unitId === null || sheet.periodKey === null) return;
  const texts = inputs.flatMap((row) =>
    row !== null &&
    typeof row === 'object' &&
    !Array.isArray(row) &&
    typeof row.measureId === 'string' &&
    typeof row.text === 'string' &&
    row.text.trim()
      ? [{ measureId: row.measureId, text: row.text }]
      : [],
  );
  const contributing = await tx.assignment.findMany({
    where: { unitId: sheet.unitId, measureId: { in: texts.map((row) => row.measureId) }, removedOn: null },
    select: { measureId: true },
  });
  const allowed = new Set(contributing.map((row) => row.measureId));
  await tx.measureInput.createMany({
    data: texts
      .filter((row) => allowed.has(row.measureId))
      .map((row) => ({
        ...row,
        id: `${sheet.id}:${row.measureId}`,
        sheetItemId: sheet.id,
        unitId: sheet.unitId ?? '',
        periodKey: sheet.periodKey ?? '',
        submittedOn: county.today,
      })),
    skipDuplicates: true,
  });
}
