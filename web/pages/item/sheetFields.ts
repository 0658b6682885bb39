import { isRecord } from '../../../domain/forms/shapes.ts';
import type { Variables } from '../../../domain/process/types.ts';
import type { WorkItem } from '../../data/types.ts';

/** Values of reports' own forms that were prepared with a sheet, by work item id. */
export function sheetFormsOf(item: Pick<WorkItem, 'fields'>): Map<string, Variables> {
  const rows: unknown = item.fields?.rows;
  if (!Array.isArray(rows)) return new Map();
  return new Map(
    rows.flatMap((row: unknown) =>
      isRecord(row) && typeof row.workItemId === 'string' && isRecord(row.form) ? [[row.workItemId, row.form]] : [],
    ),
  );
}

export interface SheetRows {
  /** Report text by work item id. */
  rows: Map<string, string>;
  /** Input text by measure id. */
  inputs: Map<string, string>;
}

function entries(list: unknown, key: string): [string, string][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((row: unknown) => {
    if (typeof row !== 'object' || row === null) return [];
    const { [key]: id, text } = row as Record<string, unknown>;
    return typeof id === 'string' && typeof text === 'string' ? [[id, text] as [string, string]] : [];
  });
}

/** What the sheet's `fields` hold of its rows. */
export function sheetRowsOf(item: Pick<WorkItem, 'fields'>): SheetRows {
  return {
    rows: new Map(entries(item.fields?.rows, 'workItemId')),
    inputs: new Map(entries(item.fields?.inputs, 'measureId')),
  };
}

/**
 * `fields` of a sheet to hand in; rows without text are left out, they are simply not reported yet.
 *
 * @param forms Values of the reports' own forms, by work item id.
 */
export function sheetFields(
  rows: Iterable<[string, string]>,
  inputs: Iterable<[string, string]>,
  forms: Readonly<Record<string, Variables>> = {},
) {
  const filled = ([, text]: [string, string]) => text.trim() !== '';
  return {
    rows: [...rows].filter(filled).map(([workItemId, text]) => {
      const form = forms[workItemId];
      return { workItemId, text: text.trim(), ...(form === undefined ? {} : { form }) };
    }),
    inputs: [...inputs].filter(filled).map(([measureId, text]) => ({ measureId, text: text.trim() })),
  };
}
