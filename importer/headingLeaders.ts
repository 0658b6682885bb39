import type { CleanText } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import { type Section, sectionAt } from './outline.ts';
import { looksLikePeople, readPeople } from './people.ts';
import { addPeople } from './styles/assign.ts';
import { looksLikeUnit, splitUnits } from './units.ts';

/** 林某某县长牵头重点工作, 石某某同志负责的工作 */
const LED_WORK =
  /^(.{2,16}?)(?:牵头|主抓|主管|分管|负责|领衔|领办|包抓|包联|挂帅|督办|承办)(?:抓)?的?(?:全[县市区])?(?:重点|主要|民生|重要|有关)?(?:工作|任务|事项|项目|实事)/;

const LONGEST_HEADING = 70;

/** 县水利局牵头（6项） */
const LEADING_UNITS = /^(.{3,60}?)(?:共同|联合)?牵头(?:的?(?:重点)?(?:工作|任务|事项|项目))?(?:\(共?\d+[项条个件]\))?$/;

/**
 * Where a heading says whose work stands under it, that leader answers for every measure below that names none, and that
 * unit leads those that name nobody but who supports.
 */
export function leadFromHeadings(clean: CleanText, root: Section, sketches: MeasureSketch[]): void {
  for (const sketch of sketches) {
    const { leadUnits, responsibleUnits } = sketch.parties;
    if (leadUnits.length + responsibleUnits.length === 0) leadUnits.push(...unitsAbove(clean, root, sketch));
    if (sketch.parties.leaders.length > 0) continue;
    for (let s: Section | null = sectionAt(root, sketch.body.start); s; s = s.parent) {
      const leaders = leadersIn(clean, s);
      if (leaders.length === 0) continue;
      addPeople(sketch.parties, 'leaders', leaders);
      break;
    }
  }
}

function unitsAbove(clean: CleanText, root: Section, sketch: MeasureSketch): string[] {
  for (let s = sectionAt(root, sketch.body.start); s.parent; s = s.parent) {
    const lineEnd = clean.text.indexOf('\n', s.titleStart);
    const end = lineEnd < 0 ? clean.text.length : lineEnd;
    const names = LEADING_UNITS.exec(
      clean.text.slice(s.titleStart, Math.min(end, s.titleStart + LONGEST_HEADING)),
    )?.[1];
    if (names === undefined) continue;
    const units = splitUnits(names, clean.printed.slice(s.titleStart, s.titleStart + names.length));
    if (units.length > 0 && units.every(looksLikeUnit)) return units;
  }
  return [];
}

/** （副县长某某负责） behind the words of a heading. */
const LED_BY = /\(([^()]{2,24}?)(?:同志)?(?:总)?(?:牵头|负责|分管|包抓|领衔|主抓)\)$/;

function leadersIn(clean: CleanText, section: Section): ReturnType<typeof readPeople> {
  if (!section.marker || !section.titled) return [];
  const lineEnd = clean.text.indexOf('\n', section.titleStart);
  const line = clean.text.slice(section.titleStart, lineEnd < 0 ? clean.text.length : lineEnd);
  const behind = line.length <= LONGEST_HEADING ? LED_BY.exec(line) : null;
  const found = behind ?? LED_WORK.exec(clean.text.slice(section.titleStart, section.titleEnd));
  const named = found?.[1]?.replace(/同志$/, '');
  if (!found || named === undefined || !looksLikePeople(named)) return [];
  const start = section.titleStart + found.index + (behind ? 1 : 0);
  const gapBefore = (i: number) => clean.gaps[start + i] ?? 0;
  return readPeople(named, clean.printed.slice(start, start + named.length), gapBefore);
}
