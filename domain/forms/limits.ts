import type { FieldKind, FormField } from './types.ts';

export const limitNames = ['least', 'most', 'min', 'max', 'decimals', 'unit', 'earliest', 'latest'] as const;
export type LimitName = (typeof limitNames)[number];

const counted: readonly LimitName[] = ['least', 'most'];

const byKind: Record<FieldKind, readonly LimitName[]> = {
  text: counted,
  longText: counted,
  number: ['unit', 'min', 'max', 'decimals'],
  date: ['earliest', 'latest'],
  yesNo: [],
  choice: [],
  choices: counted,
  files: counted,
  actuals: ['min', 'max', 'decimals'],
  table: counted,
};

/** Limits that mean something for a kind of field. */
export function limitsOf(kind: FieldKind): readonly LimitName[] {
  return byKind[kind];
}

export const hasOptions = (kind: FieldKind): boolean => kind === 'choice' || kind === 'choices';

/** The field as another kind: what the new kind has no use for is left out. */
export function withKind(field: FormField, kind: FieldKind): FormField {
  const { key, label, help, required, passOn, visibleWhen, options, columns } = field;
  const kept: FormField = { key, kind, label, required };
  if (passOn) kept.passOn = passOn;
  if (help !== undefined) kept.help = help;
  if (visibleWhen !== undefined) kept.visibleWhen = visibleWhen;
  for (const name of limitsOf(kind)) if (field[name] !== undefined) Object.assign(kept, { [name]: field[name] });
  if (hasOptions(kind)) kept.options = options ?? [];
  if (kind === 'table') kept.columns = columns ?? [];
  return kept;
}
