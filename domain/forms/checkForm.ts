import { isDay } from '../day.ts';
import type { UserMessage } from '../errors.ts';
import { clocks } from '../process/checkConditions.ts';
import { namesIn, pathsIn, syntaxFault } from '../process/feelNames.ts';
import { type TypeOf, typeFault, typeOfField } from '../process/feelTypes.ts';
import { hasOptions, limitNames, limitsOf } from './limits.ts';
import { neverVisible } from './neverVisible.ts';
import { said } from './shapes.ts';
import { ceilings, columnKinds, type Form, type FormField, isReadable } from './types.ts';

export interface FormProblem {
  /** The field it is about; null: the whole form. */
  key: string | null;
  rule: string;
  severity: 'error' | 'warning';
  message: UserMessage;
}

type Report = (field: FormField | null, rule: string, zh: string, en: string) => void;

/** Facts of the item that conditions of visibility may read, as `item.round`. */
export const itemFactNames = ['round', 'late', 'hasMeasure', 'hasIndicators', 'period'] as const;

/** One word to FEEL and no name that every object has: letters of any script, digits and _, no digit first. */
const keyPattern = /^[\p{L}_][\p{L}\p{N}_]{0,39}$/u;
const taken = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['and', 'or', 'not', 'in', 'if', 'then', 'else', 'for', 'return', 'some', 'every', 'satisfies', 'between'],
  ...['true', 'false', 'null', 'function', 'instance', 'of', 'external'],
]);

/** Why a form cannot be filled in as it stands, or what of it never works, in an administrator's words. */
export function formProblems(form: Form): FormProblem[] {
  const problems: FormProblem[] = [];
  const report: Report = (field, rule, zh, en) =>
    problems.push({ key: field?.key ?? null, rule, severity: 'error', message: said(zh, en) });
  if (form.length === 0) report(null, 'FORM_EMPTY', '表格没有任何栏目', 'The form has no field');
  if (form.length > ceilings.fields) {
    report(
      null,
      'FORM_TOO_LONG',
      `表格有${form.length}栏，最多${ceilings.fields}栏`,
      `The form has ${form.length} fields; at most ${ceilings.fields} are allowed`,
    );
  }
  checkKeys(form, report);
  if (form.filter(({ kind }) => kind === 'actuals').length > 1) {
    report(null, 'ACTUALS_TWICE', '指标完成数只能有一栏', 'Indicator actuals can be asked for once only');
  }
  for (const field of form) checkField(field, report);
  for (const [index, field] of form.entries()) checkCondition(form.slice(0, index), form, field, report);
  if (problems.length === 0) problems.push(...hiddenProblems(form));
  return problems;
}

const nameZh = ({ label, key }: FormField) => label.zh || key;
const nameEn = ({ label, key }: FormField) => label.en || key;

function checkKeys(fields: readonly FormField[], report: Report): void {
  const seen = new Set<string>();
  for (const field of fields) {
    const { key } = field;
    if (!keyPattern.test(key) || taken.has(key)) {
      report(
        field,
        'FIELD_KEY',
        `“${nameZh(field)}”的代号“${key}”不能用：应为字母、汉字、数字或下划线，不以数字开头，不超过40个字，也不能是条件中的专用词`,
        `“${nameEn(field)}”: the key “${key}” cannot be used; take letters, digits or _, no digit first, at most 40, no word of FEEL`,
      );
    } else if (seen.has(key)) {
      report(
        field,
        'DUPLICATE_FIELD',
        `有两栏的代号都是“${key}”，请改其中一个`,
        `Two fields have the key “${key}”; change one of them`,
      );
    }
    seen.add(key);
  }
}

function checkField(field: FormField, report: Report): void {
  const { kind, label, options = [], columns = [] } = field;
  if (label.zh.trim() === '') {
    report(field, 'FIELD_LABEL', `代号“${field.key}”的一栏没有名称`, `The field “${field.key}” has no label`);
  }
  if (hasOptions(kind)) checkOptions(field, options, report);
  if (kind === 'table') checkColumns(field, columns, report);
  checkLimits(field, report);
}

function checkOptions(field: FormField, options: NonNullable<FormField['options']>, report: Report): void {
  if (options.length === 0) {
    report(
      field,
      'NO_OPTIONS',
      `“${nameZh(field)}”没有选项，没有人能选择`,
      `“${nameEn(field)}” has no options to choose from`,
    );
  }
  if (options.length > ceilings.choices) {
    report(
      field,
      'BAD_OPTIONS',
      `“${nameZh(field)}”有${options.length}个选项，最多${ceilings.choices}个`,
      `“${nameEn(field)}” has ${options.length} options; at most ${ceilings.choices} are allowed`,
    );
  }
  const values = options.map(({ value }) => value);
  const blank = options.some(({ value, label }) => value.trim() === '' || label.zh.trim() === '');
  const long = options.some(({ value, label }) => Math.max(value.length, label.zh.length) > ceilings.option);
  if (blank || long || new Set(values).size !== values.length) {
    report(
      field,
      'BAD_OPTIONS',
      `“${nameZh(field)}”的选项有空白、重复或超过${ceilings.option}个字的，请改正`,
      `“${nameEn(field)}” has blank options, the same one twice, or one of more than ${ceilings.option} characters`,
    );
  }
}

function checkColumns(field: FormField, columns: FormField[], report: Report): void {
  if (columns.length === 0) {
    report(field, 'NO_COLUMNS', `表格“${nameZh(field)}”没有列`, `The table “${nameEn(field)}” has no columns`);
  }
  checkKeys(columns, (column, rule, zh, en) =>
    report(field, rule, `“${nameZh(field)}”的列：${zh}`, `Columns of “${nameEn(field)}”: ${en}${column ? '' : '.'}`),
  );
  for (const column of columns) {
    if (!(columnKinds as readonly string[]).includes(column.kind) || column.visibleWhen !== undefined) {
      report(
        field,
        'BAD_COLUMN',
        `“${nameZh(field)}”的列“${nameZh(column)}”只能是文字、数字、日期、单选或是否，且不能设显示条件`,
        `Column “${nameEn(column)}” of “${nameEn(field)}” must be text, number, date, choice or yes/no, without a condition`,
      );
    } else checkField(column, report);
  }
}

function checkLimits(field: FormField, report: Report): void {
  const useful = limitsOf(field.kind);
  const wrong = (zh: string, en: string) =>
    report(field, 'FIELD_LIMIT', `“${nameZh(field)}”：${zh}`, `“${nameEn(field)}”: ${en}`);
  const useless = limitNames.filter((name) => field[name] !== undefined && !useful.includes(name));
  if (useless.length > 0)
    wrong(`限制 ${useless.join('、')} 对这种类型不起作用`, `${useless.join(', ')} mean nothing for this kind`);
  const { least, most, min, max, decimals, earliest, latest } = field;
  for (const count of [least, most]) {
    if (count !== undefined && (!Number.isInteger(count) || count < 0))
      wrong('数量限制应为非负整数', 'counts must be whole numbers');
  }
  if (most === 0) wrong('最多为 0，无法填写', 'at most 0 leaves nothing to fill in');
  if (least !== undefined && least > (most ?? Number.POSITIVE_INFINITY))
    wrong('最少大于最多', 'the least is above the most');
  if (min !== undefined && max !== undefined && min > max)
    wrong('最小值大于最大值', 'the smallest is above the largest');
  if (decimals !== undefined && !(Number.isInteger(decimals) && decimals >= 0 && decimals <= 6)) {
    wrong('小数位数应为 0 到 6', 'decimals must be 0 to 6');
  }
  for (const day of [earliest, latest]) {
    if (day !== undefined && day !== 'today' && !isDay(day))
      wrong(`日期“${day}”应为有效日期或 today`, `“${day}” must be a day or today`);
  }
  if (isDay(earliest) && isDay(latest) && earliest > latest)
    wrong('最早日期晚于最晚日期', 'the first day is after the last');
}

function checkCondition(before: Form, form: Form, field: FormField, report: Report): void {
  const { visibleWhen } = field;
  if (visibleWhen === undefined) return;
  const [zhName, enName] = [nameZh(field), nameEn(field)];
  const wrong = (rule: string, zh: string, en: string) =>
    report(field, rule, `“${zhName}”的显示条件${zh}`, `The condition of “${enName}” ${en}`);
  const fault = syntaxFault(visibleWhen);
  if (fault !== undefined) {
    wrong('FIELD_CONDITION', `写法有误：${fault.zh}`, `is not valid FEEL: ${fault.en}`);
    return;
  }
  const types = typeFault(visibleWhen, typesAt(before));
  if (types !== undefined) wrong('FIELD_CONDITION', `有误：${types.zh}`, `decides nothing: ${types.en}`);
  const { variables, functions } = namesIn(visibleWhen, ['form', 'item', 'today']);
  for (const name of functions.filter((called) => clocks.includes(called))) {
    wrong('CLOCK_IN_CONDITION', `不能用 ${name}()，请用 today`, `must not call ${name}(); use today`);
  }
  for (const name of variables.filter((used) => !['form', 'item', 'today'].includes(used))) {
    wrong(
      'FIELD_CONDITION_NAME',
      `用到未知的“${name}”；表格的值写作 form.代号，事项的情况写作 item.名称`,
      `uses the unknown “${name}”; write form.<key> for values and item.<name> for facts`,
    );
  }
  const above = new Map(before.map((one) => [one.key, one]));
  for (const [root, name] of pathsIn(visibleWhen).filter((path) => path.length === 2)) {
    const read = above.get(name ?? '');
    if (root === 'form' && read === undefined) {
      wrong(
        'FIELD_CONDITION_NAME',
        form.some(({ key }) => key === name)
          ? `用到“${name}”，但它不在这一栏之上`
          : `用到“${name}”，但表格中没有这一栏`,
        form.some(({ key }) => key === name)
          ? `reads “${name}”, which does not stand above it`
          : `reads “${name}”, but the form has no such field`,
      );
    } else if (root === 'form' && read !== undefined && !isReadable(read.kind)) {
      wrong(
        'FIELD_CONDITION_NAME',
        `用到“${nameZh(read)}”，文件、指标和表格的内容不能用于条件`,
        `reads “${nameEn(read)}”; files, actuals and tables cannot be asked about`,
      );
    } else if (root === 'item' && !(itemFactNames as readonly string[]).includes(name ?? '')) {
      wrong(
        'FIELD_CONDITION_NAME',
        `用到 item.${name}，可用：${itemFactNames.join('、')}`,
        `reads item.${name}; there are ${itemFactNames.join(', ')}`,
      );
    }
  }
}

/** Types of the facts of an item; the period is a text or nothing. */
const factTypes = {
  round: 'number',
  late: 'boolean',
  hasMeasure: 'boolean',
  hasIndicators: 'boolean',
  period: 'text',
} as const;

function typesAt(before: Form): TypeOf {
  return ([root, name = '']) => {
    if (root === 'today') return 'date';
    if (root === 'form') return typeOfField(before, name);
    const fact = itemFactNames.find((one) => one === name);
    return root === 'item' && fact !== undefined ? factTypes[fact] : undefined;
  };
}

function hiddenProblems(form: Form): FormProblem[] {
  return neverVisible(form).map((field) => ({
    key: field.key,
    rule: 'NEVER_VISIBLE',
    severity: field.required ? 'error' : 'warning',
    message: said(
      `“${nameZh(field)}”的显示条件永远不会成立${field.required ? '，但它是必填的' : ''}`,
      `“${nameEn(field)}” is never shown, whatever is filled in${field.required ? ', yet it is required' : ''}`,
    ),
  }));
}
