import type { UserMessage } from '../errors.ts';

/** What a field of a form asks for. */
export const fieldKinds = [
  'text', // 单行文字
  'longText', // 多行文字
  'number', // 数字
  'date', // 日期
  'yesNo', // 是或否
  'choice', // 单选
  'choices', // 多选
  'files', // 佐证材料
  'actuals', // 指标完成数
  'table', // 表格
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Kinds that a column of a table may have. */
export const columnKinds = ['text', 'number', 'date', 'choice', 'yesNo'] as const satisfies readonly FieldKind[];

/** Kinds whose values later conditions of the process may decide by; texts, files and tables stay with the item. */
const carriedKinds: readonly FieldKind[] = ['number', 'date', 'yesNo', 'choice', 'choices'];

export function isCarried(kind: FieldKind): boolean {
  return carriedKinds.includes(kind);
}

/** Kinds that conditions of visibility may read. */
export function isReadable(kind: FieldKind): boolean {
  return isCarried(kind) || kind === 'text' || kind === 'longText';
}

export interface FormOption {
  /** What is stored and what conditions compare with. */
  value: string;
  label: UserMessage;
}

/** Limits mean something for some kinds only; `limitsOf` names them. */
export interface FormField {
  /** Unique in its form (or table), a name that FEEL reads as one word. */
  key: string;
  kind: FieldKind;
  label: UserMessage;
  help?: UserMessage;
  required: boolean;
  /** Whoever holds a later step reads what was filled in here (`domain/forms/passedOn.ts`). */
  passOn?: true;
  /** FEEL over `form.<key>` of fields above and `item`; absent: always visible. */
  visibleWhen?: string;
  /** Characters of a text; numbers of choices, files or rows. */
  least?: number;
  most?: number;
  /** Smallest and largest number. */
  min?: number;
  max?: number;
  /** Digits after the point of a number; absent: no limit. */
  decimals?: number;
  /** 万元, % … behind a number. */
  unit?: string;
  /** First and last day, `YYYY-MM-DD` or `today`. */
  earliest?: string;
  latest?: string;
  options?: FormOption[];
  /** Fields of one row of a table. */
  columns?: FormField[];
}

export type Form = FormField[];

/** Numbers of entries or characters that no field may exceed, whatever its own limits say. */
export const ceilings = {
  text: 500,
  longText: 10_000,
  choices: 50,
  option: 60,
  files: 10,
  rows: 200,
  fields: 60,
} as const;
