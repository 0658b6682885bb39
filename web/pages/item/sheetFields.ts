import type { WorkItem } from '../../data/types.ts';

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

/** `fields` of a sheet to hand in; rows without text are left out, they are simply not reported yet. */
export function sheetFields(rows: Iterable<[string, string]>, inputs: Iterable<[string, string]>) {
  const filled = ([, text]: [string, string]) => text.trim() !== '';
  return {
    rows: [...rows].filter(filled).map(([workItemId, text]) => ({ workItemId, text: text.trim() })),
    inputs: [...inputs].filter(filled).map(([measureId, text]) => ({ measureId, text: text.trim() })),
  };
}
