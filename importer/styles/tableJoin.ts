import { type CleanText, toSource } from '../cleanText.ts';
import type { MeasureSketch } from '../draft.ts';
import type { Section } from '../outline.ts';
import { coverOf } from '../sentences.ts';
import { ofSection } from '../sketch.ts';
import type { ImportWarning } from '../types.ts';
import { isAssigned } from './assignment.ts';
import { Likeness } from './likeness.ts';
import type { TaskTable } from './tables.ts';

/** Least likeness of two headings by which a row and a passage of the body are taken for the same measure. */
const SAME_MEASURE = 0.55;
const CERTAIN = 0.85;

/**
 * Joins rows that state the body's measures again: units and leaders stay those of the body, responsible person and
 * deadline come from the table, a disagreement is a warning. A row whose task stands in the body without any units is
 * that passage with the row's. Rows without a passage in the body are measures themselves.
 */
export function joinTables(
  clean: CleanText,
  root: Section,
  body: MeasureSketch[],
  tables: TaskTable[],
  warnings: ImportWarning[],
): MeasureSketch[] {
  if (tables.length === 0) return body;
  const measures = [...body];
  const assigned = { sketches: body, titles: new Likeness(body, (m) => m.title) };
  const points = pointsWithoutUnits(clean, root, body, tables);
  const open = { sketches: points, titles: new Likeness(points, (m) => m.title) };
  for (const table of tables) {
    const pairs = pairsOf(table.rows, assigned);
    const others = pairsOf(
      table.rows.filter(({ sketch }) => !pairs.has(sketch)),
      open,
    );
    for (const { sketch } of table.rows) {
      const same = pairs.get(sketch);
      const point = others.get(sketch);
      if (same) merge(clean, same, sketch, warnings);
      else if (!isAssigned(sketch.parties)) continue;
      else if (point) {
        merge(clean, point, sketch, warnings);
        measures.push(point);
      } else measures.push(sketch);
    }
    warnOfGaps(clean, table, warnings);
  }
  return measures;
}

/** The body's innermost headings that carry no units. */
function pointsWithoutUnits(
  clean: CleanText,
  root: Section,
  body: MeasureSketch[],
  tables: TaskTable[],
): MeasureSketch[] {
  const taken = coverOf(clean.text.length, [...tables, ...body.flatMap((m) => m.passages)]);
  const innermost = (section: Section): Section[] =>
    section.children.length > 0 ? section.children.flatMap(innermost) : [section];
  return innermost(root)
    .filter((section) => section.titled && !taken(section.start))
    .map((section) => {
      const table = tables.find(({ start }) => start > section.start && start < section.end);
      return ofSection(clean, section, null, table?.start ?? section.end);
    });
}

interface Candidates {
  sketches: MeasureSketch[];
  titles: Likeness<MeasureSketch>;
}

/** Rows with their passages in the body. A table of which most rows have none lists other work: there only certain pairs count. */
function pairsOf(rows: TaskTable['rows'], { sketches, titles }: Candidates): Map<MeasureSketch, MeasureSketch> {
  const pair = (least: number): Map<MeasureSketch, MeasureSketch> => {
    const free = new Set(sketches);
    const found = new Map<MeasureSketch, MeasureSketch>();
    for (const { sketch } of rows) {
      const same = mostAlike(sketch, titles, free, least);
      if (same === null) continue;
      free.delete(same);
      found.set(sketch, same);
    }
    return found;
  };
  const likely = pair(SAME_MEASURE);
  return likely.size * 2 >= rows.length ? likely : pair(CERTAIN);
}

function mostAlike(
  row: MeasureSketch,
  body: Likeness<MeasureSketch>,
  free: Set<MeasureSketch>,
  least: number,
): MeasureSketch | null {
  let best: MeasureSketch | null = null;
  let score = least;
  for (const { item, share } of body.alike(row.title, (m) => free.has(m))) {
    const alike = share + (sharesUnits(row, item) ? 0.1 : 0);
    if (alike > score) {
      best = item;
      score = alike;
    }
  }
  return best;
}

const sharesUnits = (a: MeasureSketch, b: MeasureSketch): boolean => {
  const units = new Set([...a.parties.leadUnits, ...a.parties.responsibleUnits]);
  return [...b.parties.leadUnits, ...b.parties.responsibleUnits].some((u) => units.has(u));
};

const fieldNames = {
  leaders: '责任领导',
  leadUnits: '牵头单位',
  responsibleUnits: '责任单位',
  supportingUnits: '配合单位',
} as const;

function merge(clean: CleanText, measure: MeasureSketch, row: MeasureSketch, warnings: ImportWarning[]): void {
  measure.passages = [...measure.passages, ...row.passages];
  measure.counted = row.counted;
  measure.listed = row.body;
  if (row.deadline.text !== '') measure.deadline = row.deadline;
  if (row.parties.responsiblePersons.length > 0) measure.parties.responsiblePersons = row.parties.responsiblePersons;
  const place = row.passages[0];
  const told = isAssigned({ ...measure.parties, responsiblePersons: [] });
  for (const field of Object.keys(fieldNames) as (keyof typeof fieldNames)[]) {
    const [printed, listed] = [measure.parties[field], row.parties[field]];
    if (listed.length === 0) continue;
    if (!told) measure.parties[field] = listed;
    else if (printed.length > 0 && !sameNames(printed, listed) && place) {
      const message = `“${measure.title}”的${fieldNames[field]}，正文为“${printed.join('、')}”，清单为“${listed.join('、')}”，已按正文录入。`;
      const messageEn = `"${measure.title}": the body and the table differ in ${field}; the body's text was taken.`;
      warnings.push({ message, messageEn, field, ...toSource(clean, place.start, place.end) });
    }
  }
}

/** 各乡（镇） and 各乡镇, full- and half-width, in any order, are the same list. */
function sameNames(a: string[], b: string[]): boolean {
  const plain = (names: string[]): string =>
    names
      .map((n) => n.normalize('NFKC').replace(/[()]/g, ''))
      .sort()
      .join();
  return plain(a) === plain(b);
}

function warnOfGaps(clean: CleanText, table: TaskTable, warnings: ImportWarning[]): void {
  const numbers = new Set(table.rows.flatMap((row) => (row.number === null ? [] : [row.number])));
  const last = Math.max(0, ...numbers);
  const missing = Array.from({ length: last }, (_, i) => i + 1).filter((n) => !numbers.has(n));
  if (missing.length === 0 || numbers.size < 2) return;
  const list = missing.join('、');
  warnings.push({
    message: `责任清单缺少序号${list}，请核对原文件。`,
    messageEn: `The table lacks the numbers ${missing.join(', ')}; please check the original.`,
    ...toSource(clean, table.start, table.end),
  });
}
