import { type CleanText, toSource } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import { LABEL } from './patterns.ts';
import { coverOf } from './sentences.ts';
import { isAssigned } from './styles/assignment.ts';
import type { DoubtfulField, ImportWarning, MeasureDraft } from './types.ts';
import { looksLikeUnit } from './units.ts';

const LONGEST_NAME = 24;
const LONGEST_PERSON = 12;
const UNIT_FIELDS = ['leadUnits', 'responsibleUnits', 'supportingUnits'] as const;
const PERSON_FIELDS = ['leaders', 'responsiblePersons'] as const;

/** What the reader is not sure of, each with its place: nothing is passed over in silence. */
export function checkMeasures(clean: CleanText, sketches: MeasureSketch[], measures: MeasureDraft[]): ImportWarning[] {
  if (measures.length === 0)
    return [
      {
        message: '文中没有找到措施或任务，可能不是工作方案。',
        messageEn: 'No measures were found; this may not be a plan.',
        start: 0,
        end: 0,
      },
    ];
  return [...sketches.flatMap((s, i) => checkOne(clean, s, i, measures[i])), ...unreadLabels(clean, sketches)];
}

function checkOne(
  clean: CleanText,
  sketch: MeasureSketch,
  index: number,
  measure: MeasureDraft | undefined,
): ImportWarning[] {
  const place = { ...placeOf(clean, sketch), measure: index };
  const warnings: ImportWarning[] = [];
  const name = sketch.title || measure?.title || '？';
  const warn = (field: DoubtfulField, message: string, messageEn: string) =>
    warnings.push({
      message: `“${name}”：${message}`,
      messageEn: `"${name}": ${messageEn}`,
      ...place,
      field,
    });
  const { parties } = sketch;
  for (const field of UNIT_FIELDS) {
    for (const name of parties[field]) {
      if (name.length > LONGEST_NAME || !looksLikeUnit(name))
        warn(field, `“${name}”是否为单位名称，请核对。`, `check whether "${name}" is the name of a unit.`);
    }
  }
  for (const field of PERSON_FIELDS) {
    for (const name of parties[field]) {
      if (name.length > LONGEST_PERSON)
        warn(field, `“${name}”是否为姓名或职务，请核对。`, `check whether "${name}" is a person or a post.`);
    }
  }
  if (sketch.title === '') warn('title', '没有读到标题，请填写。', 'no heading was found; enter one.');
  if (isAssigned(parties) && parties.leadUnits.length + parties.responsibleUnits.length === 0)
    warn('responsibleUnits', '没有读到牵头或责任单位。', 'no lead or responsible unit was found.');
  if (measure && sketch.deadline.text !== '' && sketch.deadline.kind === 'none') {
    warn(
      'deadline',
      `完成时限“${sketch.deadline.text}”不是确定的日期，请填写。`,
      `the deadline "${sketch.deadline.text}" is no definite day; enter one.`,
    );
  }
  const joined = sketch.assignment?.joined;
  if (joined !== undefined)
    warn(
      'responsibleUnits',
      `正文分${joined}处写明责任单位，已合为一项；如需分开，请拆分。`,
      `the text assigns its sentences in ${joined} places; they were joined into one measure, split it if they are several.`,
    );
  for (const [twice, field] of repeated(parties))
    warn(field, `“${twice}”出现不止一次。`, `"${twice}" is named more than once.`);
  return warnings;
}

function placeOf(clean: CleanText, sketch: MeasureSketch): { start: number; end: number } {
  const passage = sketch.passages[0] ?? sketch.body;
  const at = sketch.assignment ?? passage;
  return toSource(clean, at.start, at.end);
}

/** Units that are named more than once, with the field of the last place. */
function repeated(parties: MeasureSketch['parties']): [string, DoubtfulField][] {
  const named = UNIT_FIELDS.flatMap((field) => parties[field].map((name) => [name, field] as const));
  const again = named.filter(([name], at) => named.findIndex(([other]) => other === name) < at);
  return [...new Map(again)];
}

/** A label that no measure has taken in is shown, so that its assignment is not lost. */
function unreadLabels(clean: CleanText, sketches: MeasureSketch[]): ImportWarning[] {
  const covered = coverOf(
    clean.text.length,
    sketches.flatMap((s) => [...s.passages, ...(s.assignment ? [s.assignment] : [])]),
  );
  return [...clean.text.matchAll(LABEL)]
    .filter((found) => !found.groups?.responsiblePersons && !covered(found.index))
    .map((found) => ({
      message: `“${found[0]}”后面的内容没有归入任何措施，请核对。`,
      messageEn: `What follows "${found[0]}" was not assigned to any measure; please check.`,
      ...toSource(clean, found.index, Math.min(clean.text.length, found.index + 40)),
    }));
}
