import type { InputProblem, UserMessage } from '../errors.ts';
import type { Json, Variables } from '../process/types.ts';
import type { ItemFacts } from './facts.ts';
import {
  choiceFaults,
  choicesFaults,
  countFaults,
  dateFaults,
  filesFaults,
  numberFaults,
  textFaults,
  wrongShape,
} from './faults.ts';
import { isRecord, ownValue, pointerPart, said } from './shapes.ts';
import { ceilings, type Form, type FormField } from './types.ts';
import { isBlank, visibleFields } from './visibility.ts';

/** What the surroundings of the form give: facts of the item, the indicators whose actuals are asked for, the day. */
export interface FormContext {
  /** `item` of conditions. */
  item: ItemFacts;
  indicators: { id: string; text: string; unit: string }[];
  /** The business day, `YYYY-MM-DD`. */
  today: string;
}

/** Where the values of a form stand in what is handed in. */
const formPointer = '/fields/form';

export interface Checked {
  /** Of the visible fields alone, trimmed, blank ones left out. */
  values: Variables;
  problems: InputProblem[];
}

type Fault = UserMessage | { at: string; message: UserMessage };

/**
 * The one check of what is filled into a form, for the page and the server. Shapes by kind: text, longText and choice
 * are texts, number a number, date `YYYY-MM-DD`, yesNo true or false, choices a list of texts, files a list of
 * `{id, name, itemId}`, actuals numbers by the id of the indicator, table a list of rows, each with values by column. What
 * stands in a hidden field is dropped. Whether a file exists is for the caller to ask.
 *
 * @returns Each problem with its JSON pointer (`/fields/form/<key>`, in a table `/<row>/<column>` after it), naming
 *   the field.
 */
export function checkValues(form: Form, input: unknown, context: FormContext): Checked {
  if (!isRecord(input)) {
    const message = said('请按表格填报：表格内容应为各栏的值', 'Fill in the form: its values must be given by field');
    return { values: {}, problems: [{ pointer: formPointer, message }] };
  }
  const problems: InputProblem[] = [];
  const keys = new Set(form.map(({ key }) => key));
  for (const key of Object.keys(input).filter((name) => !keys.has(name))) {
    problems.push({
      pointer: `${formPointer}/${pointerPart(key)}`,
      message: said(`表格中没有“${key}”这一栏`, `The form has no field “${key}”`),
    });
  }
  const visible = visibleFields(form, input, context.item, context.today);
  const values = collect(visible, input, context, (at, message) =>
    problems.push({ pointer: `${formPointer}${at}`, message }),
  );
  return { values, problems };
}

/** Checks the fields of one level, the form or a row of a table. */
function collect(
  fields: readonly FormField[],
  input: Variables,
  context: FormContext,
  report: (at: string, message: UserMessage) => void,
): Variables {
  const values: Variables = {};
  for (const field of fields) {
    const at = `/${pointerPart(field.key)}`;
    const value = ownValue(input, field.key);
    if (isBlank(value) || value === undefined) {
      if (field.required && isAsked(field, context)) report(at, missing(field));
      continue;
    }
    const faults = faultsOf(field, value, context);
    for (const fault of faults) {
      if ('at' in fault) report(`${at}${fault.at}`, fault.message);
      else report(at, fault);
    }
    if (faults.length === 0) values[field.key] = tidied(field, value);
  }
  return values;
}

/** A measure without indicators has no actuals to give. */
const isAsked = (field: FormField, { indicators }: FormContext) => field.kind !== 'actuals' || indicators.length > 0;

function missing(field: FormField): UserMessage {
  const { zh, en } = field.label;
  switch (field.kind) {
    case 'files':
      return said(`请上传“${zh}”`, `Attach “${en}”`);
    case 'date':
    case 'yesNo':
    case 'choice':
    case 'choices':
      return said(`请选择“${zh}”`, `Choose “${en}”`);
    default:
      return said(`请填写“${zh}”`, `Fill in “${en}”`);
  }
}

/** As it is kept: texts without blanks around them, nothing blank inside a list of rows or numbers. */
function tidied(field: FormField, value: Json): Json {
  if (typeof value === 'string') return value.trim();
  if (field.kind === 'actuals' && isRecord(value)) return withoutBlanks(value);
  if (!Array.isArray(value)) return value;
  if (field.kind === 'table') return value.map((row) => (isRecord(row) ? withoutBlanks(row) : row));
  if (field.kind !== 'files') return value;
  return value.flatMap((file) =>
    isRecord(file) ? [{ id: file.id ?? '', name: file.name ?? '', itemId: file.itemId ?? '' }] : [],
  );
}

function withoutBlanks(record: Variables): { [key: string]: Json } {
  const kept = Object.entries(record).filter(([, value]) => !isBlank(value));
  return Object.fromEntries(kept.map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]));
}

function faultsOf(field: FormField, value: Json, context: FormContext): Fault[] {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return textFaults(field, value);
    case 'number':
      return numberFaults(field, field.label, value);
    case 'date':
      return dateFaults(field, value, context.today);
    case 'yesNo':
      return typeof value === 'boolean' ? [] : [wrongShape(field, said('是或否', 'yes or no'))];
    case 'choice':
      return choiceFaults(field, value);
    case 'choices':
      return choicesFaults(field, value);
    case 'files':
      return filesFaults(field, value);
    case 'actuals':
      return actualsFaults(field, value, context);
    case 'table':
      return tableFaults(field, value, context);
  }
}

function actualsFaults(field: FormField, value: Json, { indicators }: FormContext): Fault[] {
  if (!isRecord(value)) return [wrongShape(field, said('各项指标的完成数', 'a number for each indicator'))];
  const faults: Fault[] = [];
  for (const id of Object.keys(value)) {
    if (indicators.some((indicator) => indicator.id === id)) continue;
    const message = said(
      `“${field.label.zh}”中有不属于该措施的指标`,
      `“${field.label.en}” names an indicator that is not of this measure`,
    );
    faults.push({ at: `/${pointerPart(id)}`, message });
  }
  for (const { id, text } of indicators) {
    const label = said(`${field.label.zh}：${text}`, `${field.label.en}: ${text}`);
    const actual = ownValue(value, id);
    const at = `/${pointerPart(id)}`;
    if (isBlank(actual) || actual === undefined) {
      if (field.required) faults.push({ at, message: said(`请填写“${label.zh}”`, `Fill in “${label.en}”`) });
      continue;
    }
    for (const message of numberFaults(field, label, actual)) faults.push({ at, message });
  }
  return faults;
}

function tableFaults(field: FormField, value: Json, context: FormContext): Fault[] {
  if (!Array.isArray(value) || !value.every(isRecord)) return [wrongShape(field, said('若干行', 'a list of rows'))];
  const faults: Fault[] = countFaults(field, value.length, ceilings.rows, said('行', 'rows'));
  const columns = field.columns ?? [];
  value.forEach((row, index) => {
    const inRow = (message: UserMessage) =>
      said(
        `“${field.label.zh}”第${index + 1}行：${message.zh}`,
        `“${field.label.en}”, row ${index + 1}: ${message.en}`,
      );
    for (const key of Object.keys(row).filter((name) => !columns.some((column) => column.key === name))) {
      const message = inRow(said(`没有“${key}”这一列`, `there is no column “${key}”`));
      faults.push({ at: `/${index}/${pointerPart(key)}`, message });
    }
    collect(columns, row, context, (at, message) => faults.push({ at: `/${index}${at}`, message: inRow(message) }));
  });
  return faults;
}
