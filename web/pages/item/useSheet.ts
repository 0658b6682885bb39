import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProblem } from '../../../domain/errors.ts';
import { firstValues } from '../../../domain/forms/first.ts';
import { checkValues } from '../../../domain/forms/values.ts';
import { isBlank } from '../../../domain/forms/visibility.ts';
import type { Json, Variables } from '../../../domain/process/types.ts';
import type { Sheet, WorkItem } from '../../data/types.ts';
import { useKeptText } from '../../shared/useKeptText.ts';
import { sheetFormsOf, sheetRowsOf } from './sheetFields.ts';

interface Texts {
  rows: Record<string, string>;
  inputs: Record<string, string>;
  /** Values of the reports' own forms, by work item id. */
  forms: Record<string, Variables>;
}

function firstTexts(item: WorkItem, sheet: Sheet): Texts {
  const kept = sheetRowsOf(item);
  const forms = sheetFormsOf(item);
  const withForm = sheet.reports.filter(({ form }) => form !== null);
  return {
    rows: Object.fromEntries(sheet.reports.map((row) => [row.id, kept.rows.get(row.id) ?? row.text ?? ''])),
    inputs: Object.fromEntries(
      sheet.inputs.map((row) => [row.measureId, kept.inputs.get(row.measureId) ?? row.text ?? '']),
    ),
    forms: Object.fromEntries(
      withForm.map(({ id, form, fields }) => [
        id,
        firstValues(form ?? [], sheet.formContexts[id]?.indicators ?? [], forms.get(id) ?? fields?.form, null),
      ]),
    ),
  };
}

/** Everything of the sheet, kept in this browser as one until it was handed in. */
export function useSheet(item: WorkItem, sheet: Sheet) {
  const { t } = useTranslation();
  const first = useMemo(() => JSON.stringify(firstTexts(item, sheet)), [item, sheet]);
  const kept = useKeptText(item.id, first);
  // What an earlier release kept in this browser had no forms.
  const texts: Texts = { forms: {}, ...(JSON.parse(kept.text) as Omit<Texts, 'forms'>) };
  // An upload ends later than it began: it adds to what stands there by then.
  const latest = useRef(texts);
  latest.current = texts;
  const store = (next: Texts) => {
    latest.current = next;
    kept.change(JSON.stringify(next));
  };
  const set = (part: 'rows' | 'inputs', id: string, text: string) =>
    store({ ...latest.current, [part]: { ...latest.current[part], [id]: text } });
  const changeForm = (id: string, key: string, update: (old: Json | undefined) => Json | undefined) => {
    const { [key]: old, ...others } = latest.current.forms[id] ?? {};
    const next = update(old);
    const form = next === undefined ? others : { ...others, [key]: next };
    store({ ...latest.current, forms: { ...latest.current.forms, [id]: form } });
  };

  const rows: [string, string][] = [];
  const wrong = new Map<string, InputProblem[]>();
  for (const { id, form, state, paused } of sheet.reports) {
    if (paused || (state !== 'OPEN' && state !== 'PREPARED')) continue;
    const values = texts.forms[id] ?? {};
    const begun = form !== null && Object.values(values).some((value) => !isBlank(value));
    const text = (texts.rows[id] ?? '').trim() || (begun ? t('ready.FORM') : '');
    if (text === '') continue;
    rows.push([id, text]);
    const context = sheet.formContexts[id];
    if (form === null || context === undefined) continue;
    const checked = checkValues(form, values, context);
    if (checked.problems.length > 0) wrong.set(id, checked.problems);
  }
  return {
    texts,
    set,
    changeForm,
    /** What is reported so far: ids of reports with their texts. */
    rows,
    /** Of those, what is wrong with their forms. */
    wrong,
    forget: kept.forget,
    restored: kept.restored,
  };
}
