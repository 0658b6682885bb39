import { isDay } from '../day.ts';
import type { UserMessage } from '../errors.ts';
import type { Json } from '../process/types.ts';
import { isRecord, said } from './shapes.ts';
import { ceilings, type FormField } from './types.ts';

/** What is wrong with one value of each kind of field, said so that the field is named. */

export function wrongShape({ label }: FormField, wanted: UserMessage): UserMessage {
  return said(`“${label.zh}”应为${wanted.zh}`, `“${label.en}” must be ${wanted.en}`);
}

export function textFaults(field: FormField, value: Json): UserMessage[] {
  if (typeof value !== 'string') return [wrongShape(field, said('文字', 'text'))];
  const { zh, en } = field.label;
  const length = [...value.trim()].length;
  const most = Math.min(field.most ?? Number.POSITIVE_INFINITY, ceilings[field.kind === 'text' ? 'text' : 'longText']);
  if (field.kind === 'text' && /[\r\n]/.test(value.trim())) {
    return [said(`“${zh}”只能填一行`, `“${en}” takes one line only`)];
  }
  if (field.least !== undefined && length < field.least) {
    return [
      said(
        `“${zh}”至少填${field.least}个字，现有${length}个`,
        `“${en}” needs at least ${field.least} characters; it has ${length}`,
      ),
    ];
  }
  return length > most
    ? [said(`“${zh}”最多填${most}个字，现有${length}个`, `“${en}” takes at most ${most} characters; it has ${length}`)]
    : [];
}

export function numberFaults(limits: FormField, label: UserMessage, value: Json): UserMessage[] {
  const { zh, en } = label;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return [said(`“${zh}”应为数字`, `“${en}” must be a number`)];
  }
  const { min, max, decimals, unit = '' } = limits;
  const enUnit = unit === '' ? '' : ` ${unit}`;
  const faults: UserMessage[] = [];
  if (min !== undefined && value < min) {
    faults.push(said(`“${zh}”不能小于${min}${unit}`, `“${en}” must be at least ${min}${enUnit}`));
  }
  if (max !== undefined && value > max) {
    faults.push(said(`“${zh}”不能大于${max}${unit}`, `“${en}” must be at most ${max}${enUnit}`));
  }
  if (decimals !== undefined && Number(value.toFixed(Math.min(decimals, 100))) !== value) {
    faults.push(
      decimals === 0
        ? said(`“${zh}”应为整数`, `“${en}” must be a whole number`)
        : said(`“${zh}”最多${decimals}位小数`, `“${en}” takes at most ${decimals} decimals`),
    );
  }
  return faults;
}

export function dateFaults(field: FormField, value: Json, today: string): UserMessage[] {
  if (!isDay(value)) return [wrongShape(field, said('有效日期，如 2020-06-30', 'a real day such as 2020-06-30'))];
  const { zh, en } = field.label;
  const dayOf = (limit: string | undefined) => (limit === 'today' ? today : limit);
  const shown = (limit: string | undefined): UserMessage =>
    limit === 'today' ? said(`今天（${today}）`, `today (${today})`) : said(limit ?? '', limit ?? '');
  const [earliest, latest] = [dayOf(field.earliest), dayOf(field.latest)];
  if (earliest !== undefined && value < earliest) {
    const limit = shown(field.earliest);
    return [said(`“${zh}”不能早于${limit.zh}`, `“${en}” must not lie before ${limit.en}`)];
  }
  if (latest !== undefined && value > latest) {
    const limit = shown(field.latest);
    return [said(`“${zh}”不能晚于${limit.zh}`, `“${en}” must not lie after ${limit.en}`)];
  }
  return [];
}

function optionFaults(field: FormField, chosen: string[]): UserMessage[] {
  const options = field.options ?? [];
  const foreign = chosen.filter((value) => !options.some((option) => option.value === value));
  if (foreign.length === 0) return [];
  const listed = said(options.map(({ label }) => label.zh).join('、'), options.map(({ label }) => label.en).join(', '));
  return [
    said(
      `“${field.label.zh}”没有“${foreign.join('、')}”这个选项，可选：${listed.zh}`,
      `“${field.label.en}” has no option “${foreign.join(', ')}”; choose from ${listed.en}`,
    ),
  ];
}

/** One option: a text; checked against those that the field offers. */
export function choiceFaults(field: FormField, value: Json): UserMessage[] {
  return typeof value === 'string' ? optionFaults(field, [value]) : [wrongShape(field, said('一个选项', 'one option'))];
}

export function choicesFaults(field: FormField, value: Json): UserMessage[] {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) {
    return [wrongShape(field, said('若干选项', 'a list of options'))];
  }
  if (new Set(value).size !== value.length)
    return [wrongShape(field, said('各不相同的选项', 'options each named once'))];
  return [...optionFaults(field, value), ...countFaults(field, value.length, ceilings.choices, said('项', 'options'))];
}

export function filesFaults(field: FormField, value: Json): UserMessage[] {
  const isFile = (one: Json) => isRecord(one) && typeof one.id === 'string' && one.id !== '';
  if (!Array.isArray(value) || !value.every(isFile))
    return [wrongShape(field, said('已上传的文件', 'files handed over'))];
  const ids = value.map((one) => (isRecord(one) ? one.id : null));
  if (new Set(ids).size !== ids.length) return [wrongShape(field, said('各不相同的文件', 'files each named once'))];
  return countFaults(field, value.length, ceilings.files, said('个文件', 'files'));
}

export function countFaults(field: FormField, count: number, ceiling: number, noun: UserMessage): UserMessage[] {
  const { zh, en } = field.label;
  const most = Math.min(field.most ?? ceiling, ceiling);
  if (field.least !== undefined && count < field.least) {
    const { least } = field;
    return [
      said(
        `“${zh}”至少${least}${noun.zh}，现有${count}${noun.zh}`,
        `“${en}” needs at least ${least} ${noun.en}; there are ${count}`,
      ),
    ];
  }
  return count > most
    ? [
        said(
          `“${zh}”最多${most}${noun.zh}，现有${count}${noun.zh}`,
          `“${en}” takes at most ${most} ${noun.en}; there are ${count}`,
        ),
      ]
    : [];
}
