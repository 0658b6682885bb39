import { type CleanText, printedText } from '../cleanText.ts';
import type { MeasureSketch } from '../draft.ts';
import { ownEnd, type Section, sectionAt } from '../outline.ts';
import { isRow, paragraphsOf } from '../paragraphs.ts';
import { LABEL_AT_START, STRONG_UNIT_ENDING } from '../patterns.ts';
import type { Span } from '../sentences.ts';
import { ofSection, pathTo } from '../sketch.ts';
import type { AssignedParties } from '../types.ts';
import { splitUnits } from '../units.ts';
import { noDeadline, noParties } from './assignment.ts';
import { isPlainUnit } from './phrases.ts';
import { holdersOfPosts } from './postHolders.ts';

const FEWEST = 3;
const SHORTEST_OWN = 5;
const LONGEST_NAME = 40;
const NOT_A_DUTY = /^(?:组长|副组长|成员|主任|副主任|联系|电话|地址|抄送|主送)/;

/**
 * Duties listed by unit or post: 县财政局：负责…, 分管副县长：负责…, as a heading or at the beginning of a paragraph. It
 * counts only as a list of at least three, and not where the passage has been read as a measure already.
 */
export function unitDuties(clean: CleanText, root: Section, known: MeasureSketch[]): MeasureSketch[] {
  const found = [...bySection(clean, root), ...byParagraph(clean, root)].filter(
    (m) => !known.some((k) => k.body.start < m.body.end && m.body.start < k.body.end),
  );
  return found.length >= FEWEST ? found : [];
}

function bySection(clean: CleanText, section: Section): MeasureSketch[] {
  const inner = section.children.flatMap((child) => bySection(clean, child));
  const parties = section.marker ? namedHolders(clean, section.titleStart, section.titleEnd) : null;
  if (parties === null) return inner;
  const own = clean.text.slice(section.titleEnd, ownEnd(section)).length >= SHORTEST_OWN;
  // 一、县教育局 with nothing but points below: each of them is the unit's.
  const holders = own ? [section] : section.children.filter((child) => child.titled);
  const sketches = holders.map((holder) => ({
    ...ofSection(clean, holder, null, holder.end),
    parties: withOthers(clean, parties, holder.titled ? holder.titleEnd : holder.start, ownEnd(holder)),
  }));
  return [...sketches, ...inner];
}

/** 县财政局：负责…。 at the beginning of a paragraph, or of a sentence in one. */
function byParagraph(clean: CleanText, root: Section): MeasureSketch[] {
  const starts = new Set<number>();
  const collect = (s: Section): void => {
    starts.add(s.start);
    s.children.forEach(collect);
  };
  collect(root);
  const found = paragraphsOf(clean).flatMap((p) =>
    isRow(clean.text.slice(p.start, p.end)) ? [] : inParagraph(clean, p),
  );
  // Beside items that say 负责 the others of the list need no such word.
  const certain = found.filter((d) => d.certain);
  if (certain.length < FEWEST) return [];
  return found
    .filter((d) => !(starts.has(d.start) && d.start > 0))
    .filter((d) => d.certain || certain.some((c) => Math.abs(c.start - d.end) <= 2 || Math.abs(d.start - c.end) <= 2))
    .map((d) => sketchOf(clean, root, d));
}

interface UnitDuty extends Span {
  colon: number;
  parties: AssignedParties;
  /** Whether the words after the colon say that it is a duty. */
  certain: boolean;
}

const DUTY_BEGINS =
  /^(?:主要)?(?:对[^,。;]{2,30}负(?:总|主要|直接|领导)?责|每(?:年|半年|季|月|周|旬)|全面(?:负责|领导)|负责|牵头|做好|承担|落实|组织|指导|加强|统筹|按照|会同|配合|协调|制定|开展|推进|履行|协助)/;

function inParagraph(clean: CleanText, p: Span): UnitDuty[] {
  const found: UnitDuty[] = [];
  for (const colon of colonsIn(clean.text, p)) {
    const before = clean.text.slice(Math.max(p.start, colon - LONGEST_NAME), colon);
    const start = colon - (before.length - 1 - Math.max(before.lastIndexOf('。'), before.lastIndexOf(';'), -1));
    const parties = namedHolders(clean, start, colon);
    if (parties === null || p.end - colon < SHORTEST_DUTY) continue;
    const last = found.at(-1);
    if (last) last.end = start;
    found.push({
      start,
      end: p.end,
      colon,
      parties,
      certain: DUTY_BEGINS.test(clean.text.slice(colon + 1, colon + LONGEST_BEGINNING)),
    });
  }
  return found;
}

const SHORTEST_DUTY = 8;
const LONGEST_BEGINNING = 40;

function colonsIn(text: string, p: Span): number[] {
  const line = text.slice(p.start, p.end);
  const colons: number[] = [];
  for (let at = line.indexOf(':'); at >= 0; at = line.indexOf(':', at + 1)) colons.push(p.start + at);
  return colons;
}

function sketchOf(clean: CleanText, root: Section, duty: UnitDuty): MeasureSketch {
  const title = printedText(clean, duty.start, duty.colon);
  return {
    path: [...pathTo(clean, sectionAt(root, duty.start)), title],
    title,
    parties: withOthers(clean, duty.parties, duty.colon, duty.end),
    deadline: noDeadline(),
    body: { start: duty.colon, end: duty.end },
    passages: [{ start: duty.start, end: duty.end }],
    assignment: null,
  };
}

/** 会同甲局…, 甲局、乙局配合。 in a unit's duty: those support it; a duty that begins with 牵头 makes the unit lead. */
function withOthers(clean: CleanText, named: AssignedParties, start: number, end: number): AssignedParties {
  const parties = structuredClone(named);
  const text = clean.text.slice(start, end);
  if (/^[。:\s]*牵头(?!单位|部门)/.test(text)) {
    parties.leadUnits.push(...parties.responsibleUnits.splice(0));
  }
  for (const match of text.matchAll(WITH_OTHERS)) {
    const list = match[1] ?? match[2] ?? '';
    const at = start + match.index + match[0].indexOf(list);
    const units = splitUnits(list, clean.printed.slice(at, at + list.length));
    if (units.every(isPlainUnit))
      parties.supportingUnits.push(...units.filter((u) => !parties.supportingUnits.includes(u)));
  }
  return parties;
}

const UNIT = '[\\u4e00-\\u9fa5()]{2,20}?(?:局|委|办|部|院|会|社|中心|政府|公司|支行)';
const WITH_OTHERS = new RegExp(
  `(?:会同|联合)(${UNIT}(?:[、和]${UNIT}){0,8})|(?<=[。;,\\n])(${UNIT}(?:、${UNIT}){0,8})(?:配合|协助)(?=[。;]|$)`,
  'g',
);

function namedHolders(clean: CleanText, start: number, end: number): AssignedParties | null {
  const text = clean.text.slice(start, end);
  const printed = clean.printed.slice(start, end);
  if (text.length < 2 || text.length > LONGEST_NAME || NOT_A_DUTY.test(text) || LABEL_AT_START.test(`${text}:`))
    return null;
  const units = text.length < SHORTEST_UNIT ? [] : splitUnits(text, printed);
  return units.length > 0 && units.every(isNamedUnit)
    ? { ...noParties(), responsibleUnits: units }
    : holdersOfPosts(text, printed);
}

const SHORTEST_UNIT = 3;

const isNamedUnit = (name: string): boolean =>
  (STRONG_UNIT_ENDING.test(name) || /^各/.test(name)) &&
  name.length <= 24 &&
  !/(?:长|书记|负责人)$|^(?:加强|强化|推进|健全|完善|建立|成立|明确|落实|关于|致)/.test(name);
