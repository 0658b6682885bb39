import { type CleanText, toSource } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import { LABEL } from './patterns.ts';
import { coverOf } from './sentences.ts';
import { isAssigned } from './styles/assignment.ts';
import type { ImportWarning, MeasureDraft } from './types.ts';
import { looksLikeUnit } from './units.ts';

const LONGEST_NAME = 24;
const LONGEST_PERSON = 12;

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
  return [...sketches.flatMap((s, i) => checkOne(clean, s, measures[i])), ...unreadLabels(clean, sketches)];
}

function checkOne(clean: CleanText, sketch: MeasureSketch, measure: MeasureDraft | undefined): ImportWarning[] {
  const place = placeOf(clean, sketch);
  const warnings: ImportWarning[] = [];
  const warn = (message: string, messageEn: string) =>
    warnings.push({ message: `“${sketch.title}”：${message}`, messageEn: `"${sketch.title}": ${messageEn}`, ...place });
  const { parties } = sketch;
  const units = [...parties.leadUnits, ...parties.responsibleUnits, ...parties.supportingUnits];
  for (const name of units) {
    if (name.length > LONGEST_NAME || !looksLikeUnit(name))
      warn(`“${name}”是否为单位名称，请核对。`, `check whether "${name}" is the name of a unit.`);
  }
  for (const name of [...parties.leaders, ...parties.responsiblePersons]) {
    if (name.length > LONGEST_PERSON)
      warn(`“${name}”是否为姓名或职务，请核对。`, `check whether "${name}" is a person or a post.`);
  }
  if (isAssigned(parties) && parties.leadUnits.length + parties.responsibleUnits.length === 0)
    warn('没有读到牵头或责任单位。', 'no lead or responsible unit was found.');
  if (measure && sketch.deadline.text !== '' && sketch.deadline.kind === 'none') {
    warn(
      `完成时限“${sketch.deadline.text}”不是确定的日期，请填写。`,
      `the deadline "${sketch.deadline.text}" is no definite day; enter one.`,
    );
  }
  for (const twice of repeated(units)) warn(`“${twice}”出现不止一次。`, `"${twice}" is named more than once.`);
  return warnings;
}

function placeOf(clean: CleanText, sketch: MeasureSketch): { start: number; end: number } {
  const passage = sketch.passages[0] ?? sketch.body;
  const at = sketch.assignment ?? passage;
  return toSource(clean, at.start, at.end);
}

const repeated = (names: string[]): string[] => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];

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
