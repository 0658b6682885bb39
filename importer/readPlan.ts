import { allocate, mergeNeighbours } from './allocate.ts';
import { findAssessment, findEscalation } from './clauses.ts';
import { type CleanText, cleanText, printedText, toSource } from './cleanText.ts';
import { takeClosingDays } from './closingDays.ts';
import { dropDoubled } from './doubledText.ts';
import type { MeasureSketch } from './draft.ts';
import { findDuties } from './duties.ts';
import { readHeader } from './header.ts';
import { leadFromHeadings } from './headingLeaders.ts';
import { findIndicators } from './indicators.ts';
import { restoreColons, restoreNumberMarks, unframeLabels } from './labelLines.ts';
import { headingStarts, readOutline, type Section } from './outline.ts';
import { joinBrokenLines } from './paragraphs.ts';
import { completePeriod } from './periods.ts';
import { labelPosts } from './postLabels.ts';
import { coverOf, proseOf } from './sentences.ts';
import { layStackedTables } from './stackedTables.ts';
import { type Assignment, type AssignmentStyle, firstUnitRule, type StyleContext } from './styles/assignment.ts';
import { blockLabels } from './styles/blockLabels.ts';
import { bracketLabels } from './styles/bracketLabels.ts';
import { bracketSentences } from './styles/bracketSentences.ts';
import { bracketUnits } from './styles/bracketUnits.ts';
import { plainSentences } from './styles/plainSentences.ts';
import { joinTables } from './styles/tableJoin.ts';
import { readTables } from './styles/tables.ts';
import { toldInSentences } from './styles/told.ts';
import { unassignedSiblings, unassignedTasks } from './styles/unassigned.ts';
import { unitDuties } from './styles/unitDuties.ts';
import type { ImportResult, ImportWarning, MeasureDraft, PlanHeader } from './types.ts';
import { checkMeasures } from './warnings.ts';

/** Assignment styles in the order in which they may claim a place; a new style is added here. */
const styles: AssignmentStyle[] = [bracketLabels, blockLabels, bracketSentences, bracketUnits];

/**
 * Reads one plan document. Pure; all offsets are into `text`. A text without any plan gives no measures and a warning
 * that says so.
 */
export function readPlan(text: string): ImportResult {
  const lines = cleanText(text);
  const laid = layStackedTables(dropDoubled(lines));
  const clean = joinBrokenLines(restoreColons(labelPosts(unframeLabels(restoreNumberMarks(laid)))));
  const root = readOutline(clean);
  const plan = readHeader(lines, bodyStart(lines));
  const context: StyleContext = {
    ...firstUnitRule(clean.text),
    fallbackYear: yearOf(plan),
    headings: new Set(headingStarts(root)),
  };
  const warnings: ImportWarning[] = [];
  const sketches = readMeasures(clean, root, context, warnings);
  takeClosingDays(clean, sketches, context.fallbackYear);
  const measures = sketches.map((sketch) => finish(clean, sketch));
  completePeriod(plan, clean, root, context.fallbackYear, commonEnd(measures));
  warnings.push(...checkMeasures(clean, sketches, measures));
  return {
    plan,
    measures,
    ...readClauses(clean, root, sketches, context.fallbackYear),
    warnings: warnings.sort((a, b) => a.start - b.start),
  };
}

/** Deadlines without a year mean that of issue. */
function yearOf(plan: PlanHeader): number | null {
  const day = plan.issuedOn ?? plan.periodStart;
  return day === null ? null : Number(day.slice(0, 4));
}

/** What the text asks for beside its measures; a text without measures is no plan and asks for nothing. */
function readClauses(
  clean: CleanText,
  root: Section,
  sketches: MeasureSketch[],
  fallbackYear: number | null,
): Pick<ImportResult, 'duties' | 'assessment' | 'escalation'> {
  if (sketches.length === 0) return { duties: [], assessment: [], escalation: [] };
  const { length } = clean.text;
  const assignments = sketches.flatMap((s) => (s.assignment ? [s.assignment] : []));
  const inMeasure = coverOf(
    length,
    sketches.flatMap((s) => s.passages),
  );
  const prose = proseOf(clean, root, assignments);
  return {
    duties: findDuties(clean, prose, inMeasure, fallbackYear),
    assessment: findAssessment(clean, prose),
    escalation: findEscalation(clean, prose, (index) => soleUnit(sketchAt(sketches, index))),
  };
}

function readMeasures(
  clean: CleanText,
  root: Section,
  context: StyleContext,
  warnings: ImportWarning[],
): MeasureSketch[] {
  const tables = readTables(clean, context);
  const inTable = coverOf(clean.text.length, tables);
  const found: Assignment[] = [];
  const apply = (style: AssignmentStyle) => {
    const read = coverOf(clean.text.length, found);
    const taken = (index: number): boolean => inTable(index) || read(index);
    found.push(...style(clean, context, taken).filter((a) => !taken(a.start)));
  };
  styles.forEach(apply);
  const told = toldInSentences(clean, root, found, plainSentences(clean, root, context, inTable));
  const assigned = allocate(clean, root, mergeNeighbours(clean, [...found, ...told]));
  const duties = unitDuties(clean, root, assigned);
  const bare = unassignedSiblings(clean, [...assigned, ...duties], root);
  const body = [...assigned, ...duties, ...bare].sort((a, b) => a.body.start - b.body.start);
  leadFromHeadings(clean, root, body);
  const withTables = joinTables(clean, root, body, tables, warnings);
  return withTables.length > 0 ? withTables : unassignedTasks(clean, root);
}

function finish(clean: CleanText, sketch: MeasureSketch): MeasureDraft {
  const path = sketch.path.filter((heading) => heading !== '');
  return {
    path,
    title: sketch.title || path.at(-1) || firstWords(clean, sketch),
    ...sketch.parties,
    deadline: sketch.deadline,
    indicators: findIndicators(clean, sketch),
    source: sketch.passages.map((p) => toSource(clean, p.start, p.end)),
  };
}

const SHOWN = 30;

/** In a broken text an assignment may stand alone: its own words are then shown for the heading. */
function firstWords(clean: CleanText, sketch: MeasureSketch): string {
  const { start } = sketch.passages[0] ?? sketch.body;
  const { end } = sketch.assignment ?? sketch.body;
  return printedText(clean, start, Math.min(Math.max(start, end), start + SHOWN)) || '？';
}

const sketchAt = (sketches: MeasureSketch[], index: number): MeasureSketch | undefined =>
  sketches.find((s) => s.passages.some((p) => p.start <= index && index < p.end));

/** The unit that a sentence without a doer means: the measure's, where it has only one. */
function soleUnit(sketch: MeasureSketch | undefined): string | null {
  const units = [...(sketch?.parties.leadUnits ?? []), ...(sketch?.parties.responsibleUnits ?? [])];
  return units.length === 1 ? (units[0] ?? null) : null;
}

/** Where every measure has a day, the plan ends with the last of them. */
function commonEnd(measures: MeasureDraft[]): string | null {
  const dates = measures.map((m) => m.deadline.date);
  if (dates.length === 0 || dates.some((d) => d === null)) return null;
  return dates.reduce((latest, d) => (d !== null && (latest === null || d > latest) ? d : latest), null);
}

/** The first heading of the first rank ends the head. */
function bodyStart(lines: CleanText): number {
  const found = /(?:^|\n)(?:一、|第一(?:章|部分)|\(一\)|1[.、](?!\d))/.exec(lines.text);
  return found ? found.index + 1 : lines.text.length;
}
