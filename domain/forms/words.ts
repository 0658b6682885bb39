import type { UserMessage } from '../errors.ts';
import { feelInWords } from '../process/feelWords.ts';
import type { Json, Variables } from '../process/types.ts';
import { isRecord, said } from './shapes.ts';
import { type FieldKind, type Form, type FormField, isCarried } from './types.ts';
import { isBlank } from './visibility.ts';

/** What a form asks for and what was filled in, in words. */

export const fieldKindWords: Record<FieldKind, UserMessage> = {
  text: said('单行文字', 'text'),
  longText: said('多行文字', 'long text'),
  number: said('数字', 'number'),
  date: said('日期', 'date'),
  yesNo: said('是否', 'yes or no'),
  choice: said('单选', 'one choice'),
  choices: said('多选', 'several choices'),
  files: said('佐证材料', 'evidence files'),
  actuals: said('指标完成数', 'indicator actuals'),
  table: said('表格', 'table'),
};

/** A line for each field and one for their order, for comparing versions. */
export function formInWords(form: Form): UserMessage[] {
  const order = said(
    `表格栏目：${form.map(({ label }) => label.zh).join('、')}`,
    `Form fields: ${form.map(({ label }) => label.en).join(', ')}`,
  );
  return [order, ...form.map((field) => fieldInWords(form, field))];
}

function fieldInWords(form: Form, field: FormField): UserMessage {
  const parts = [
    fieldKindWords[field.kind],
    ...(field.required ? [said('必填', 'required')] : []),
    ...(field.passOn ? [said('后续各步可见', 'shown to later steps')] : []),
    ...limitWords(field),
  ];
  const { options, columns, visibleWhen, help } = field;
  if (options !== undefined) {
    const listed = said(
      options.map(({ label }) => label.zh).join('、'),
      options.map(({ label }) => label.en).join(', '),
    );
    parts.push(said(`选项：${listed.zh}`, `options: ${listed.en}`));
  }
  for (const column of columns ?? []) {
    const { zh, en } = fieldInWords([], column);
    parts.push(said(`列${zh}`, `column ${en}`));
  }
  if (visibleWhen !== undefined) {
    const { zh, en } = conditionInWords(form, visibleWhen);
    parts.push(said(`仅当${zh}时显示`, `shown only if ${en}`));
  }
  if (help !== undefined) parts.push(said(`说明：${help.zh}`, `help: ${help.en}`));
  return said(
    `“${field.label.zh}”：${parts.map(({ zh }) => zh).join('，')}`,
    `“${field.label.en}”: ${parts.map(({ en }) => en).join(', ')}`,
  );
}

/** A condition of visibility with the labels of the fields that it reads. */
export function conditionInWords(form: Form, condition: string): UserMessage {
  const label = (language: 'zh' | 'en') => (key: string) => form.find((field) => field.key === key)?.label[language];
  const plain = condition.replace(/\bform\s*\.\s*/g, '');
  return said(feelInWords(plain, label('zh')).zh, feelInWords(plain, label('en')).en);
}

function limitWords({ kind, least, most, min, max, decimals, unit, earliest, latest }: FormField): UserMessage[] {
  const counted: Partial<Record<FieldKind, UserMessage>> = {
    text: said('个字', ' characters'),
    longText: said('个字', ' characters'),
    choices: said('项', ' options'),
    files: said('个文件', ' files'),
    table: said('行', ' rows'),
  };
  const { zh, en } = counted[kind] ?? said('', '');
  const day = (text: string) => (text === 'today' ? said('当天', 'the day of filling in') : said(text, text));
  const words: (UserMessage | null)[] = [
    unit === undefined ? null : said(`单位${unit}`, `in ${unit}`),
    least === undefined ? null : said(`至少${least}${zh}`, `at least ${least}${en}`),
    most === undefined ? null : said(`最多${most}${zh}`, `at most ${most}${en}`),
    min === undefined ? null : said(`不小于${min}`, `${min} or more`),
    max === undefined ? null : said(`不大于${max}`, `${max} or less`),
    decimals === undefined ? null : said(`${decimals}位小数`, `${decimals} decimals`),
    earliest === undefined ? null : said(`不早于${day(earliest).zh}`, `not before ${day(earliest).en}`),
    latest === undefined ? null : said(`不晚于${day(latest).zh}`, `not after ${day(latest).en}`),
  ];
  return words.filter((word) => word !== null);
}

/** A value as people read it; a table and actuals are shown by their own means and say how many entries they have. */
export function valueInWords(field: FormField, value: Json | undefined): UserMessage {
  if (isBlank(value) || value === undefined || value === null) return said('—', '—');
  if (typeof value === 'boolean') return value ? said('是', 'yes') : said('否', 'no');
  if (typeof value === 'number')
    return said(`${value}${field.unit ?? ''}`, `${value}${field.unit ? ` ${field.unit}` : ''}`);
  if (Array.isArray(value)) return listInWords(field, value);
  if (isRecord(value)) {
    const count = Object.keys(value).length;
    return said(`${count}项`, `${count} numbers`);
  }
  return optionLabel(field, value);
}

function listInWords(field: FormField, list: Json[]): UserMessage {
  if (field.kind === 'table') return said(`${list.length}行`, `${list.length} rows`);
  const words = list.map((one) => {
    if (isRecord(one)) return said(String(one.name ?? ''), String(one.name ?? ''));
    return optionLabel(field, String(one));
  });
  return said(words.map(({ zh }) => zh).join('、'), words.map(({ en }) => en).join(', '));
}

function optionLabel(field: FormField, value: string): UserMessage {
  return field.options?.find((option) => option.value === value)?.label ?? said(value, value);
}

/** Values that conditions of the process may decide by, by key. */
export function carriedValues(form: Form, values: Variables): { [key: string]: Json } {
  return Object.fromEntries(
    form.flatMap(({ key, kind }) => (isCarried(kind) && !isBlank(values[key]) ? [[key, values[key] ?? null]] : [])),
  );
}

/** What the trail keeps of a form, field by field in words; texts and rows stay with the item alone. */
export function trailValues(
  form: Form,
  values: Variables,
): { label: { zh: string; en: string }; value: { zh: string; en: string } }[] {
  return form.flatMap((field) => {
    const told = isCarried(field.kind) || field.kind === 'files' || field.kind === 'actuals';
    if (!told || isBlank(values[field.key])) return [];
    return [{ label: { ...field.label }, value: { ...valueInWords(field, values[field.key]) } }];
  });
}
