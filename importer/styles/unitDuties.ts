import { type CleanText, printedText } from '../cleanText.ts';
import type { MeasureSketch } from '../draft.ts';
import { ownEnd, type Section, sectionAt } from '../outline.ts';
import { paragraphsOf } from '../paragraphs.ts';
import { LABEL_AT_START, STRONG_UNIT_ENDING } from '../patterns.ts';
import { ofSection, pathTo } from '../sketch.ts';
import { splitUnits } from '../units.ts';
import { noDeadline, noParties } from './assignment.ts';

const FEWEST = 3;
const LONGEST_NAME = 40;
const NOT_A_DUTY = /^(?:组长|副组长|成员|主任|副主任|联系|电话|地址|抄送|主送)/;

/**
 * Duties listed by unit: 县财政局：负责…, as a heading or at the beginning of a paragraph. It counts only as a list of at
 * least three, and not where the passage has been read as a measure already.
 */
export function unitDuties(clean: CleanText, root: Section, known: MeasureSketch[]): MeasureSketch[] {
  const found = [...bySection(clean, root), ...byParagraph(clean, root)].filter(
    (m) => !known.some((k) => k.body.start < m.body.end && m.body.start < k.body.end),
  );
  return found.length >= FEWEST ? found : [];
}

function bySection(clean: CleanText, section: Section): MeasureSketch[] {
  const inner = section.children.flatMap((child) => bySection(clean, child));
  const units = section.marker ? namedUnits(clean, section.titleStart, section.titleEnd) : [];
  if (units.length === 0 || clean.text.slice(section.titleEnd, ownEnd(section)).length < 8) return inner;
  const sketch = ofSection(clean, section, null, section.end);
  return [{ ...sketch, parties: { ...noParties(), responsibleUnits: units } }, ...inner];
}

function byParagraph(clean: CleanText, root: Section): MeasureSketch[] {
  const starts = new Set<number>();
  const collect = (s: Section): void => {
    starts.add(s.start);
    s.children.forEach(collect);
  };
  collect(root);
  return paragraphsOf(clean).flatMap((p) => {
    const colon = clean.text.indexOf(':', p.start);
    if ((starts.has(p.start) && p.start > 0) || colon < 0 || colon - p.start > LONGEST_NAME || p.end - colon < 8)
      return [];
    const units = namedUnits(clean, p.start, colon);
    if (
      units.length === 0 ||
      !/^(?:主要)?(?:负责|牵头|做好|承担|落实|组织|指导|加强|统筹|按照|会同|配合|协调|制定|开展|推进|履行)/.test(
        clean.text.slice(colon + 1, colon + 12),
      )
    )
      return [];
    const title = printedText(clean, p.start, colon);
    return [
      {
        path: [...pathTo(clean, sectionAt(root, p.start)), title],
        title,
        parties: { ...noParties(), responsibleUnits: units },
        deadline: noDeadline(),
        body: { start: colon, end: p.end },
        passages: [{ start: p.start, end: p.end }],
        assignment: null,
      },
    ];
  });
}

function namedUnits(clean: CleanText, start: number, end: number): string[] {
  const text = clean.text.slice(start, end);
  if (text.length < 3 || text.length > LONGEST_NAME || NOT_A_DUTY.test(text) || LABEL_AT_START.test(`${text}:`))
    return [];
  const units = splitUnits(text, clean.printed.slice(start, end));
  return units.every(
    (u) =>
      STRONG_UNIT_ENDING.test(u) &&
      u.length <= 20 &&
      !/^(?:加强|强化|推进|健全|完善|建立|成立|明确|落实|关于|致)/.test(u),
  )
    ? units
    : [];
}
