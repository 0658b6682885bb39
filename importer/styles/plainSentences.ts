import type { CleanText } from '../cleanText.ts';
import { LEAD_VERB } from '../patterns.ts';
import { looksLikeUnit, splitUnits } from '../units.ts';
import {
  type Assignment,
  type AssignmentStyle,
  noDeadline,
  noParties,
  promoteFirst,
  type StyleContext,
} from './assignment.ts';

/** 由A会同B等部门负责落实。 at the end of a paragraph; a following clause may name who supports. */
const SENTENCE = new RegExp(
  `由([^。;:\\n]{2,200}?)(?:按(?:照)?职责分工)?(${LEAD_VERB}|负责(?:落实|组织实施|实施|推进)?|(?:研究)?提出(?:落实|具体)?意见|组织实施)(?:,([^。;:\\n]{2,200}?)(?:参与|参加|配合|协助)(?:实施|落实)?)?。?(?=\\n|$)`,
  'g',
);
const FEWEST = 3;

/** Assignments told in running text. They count only as a manner of the whole document: at least three of them. */
export const plainSentences: AssignmentStyle = (clean, context, taken) => {
  const found: Assignment[] = [];
  for (const match of clean.text.matchAll(SENTENCE)) {
    const assignment = taken(match.index) ? null : read(clean, match, context);
    if (assignment) found.push(assignment);
  }
  return found.length >= FEWEST ? found : [];
};

function read(clean: CleanText, match: RegExpExecArray, context: StyleContext): Assignment | null {
  const parties = noParties();
  const first = unitsAt(clean, match.index + 1, match[1] ?? '');
  const supporting = match[3] ? unitsAt(clean, match.index + match[0].indexOf(match[3]), match[3]) : [];
  if (first === null || supporting === null) return null;
  parties[/牵头|主办/.test(match[2] ?? '') ? 'leadUnits' : 'responsibleUnits'].push(...first);
  parties.supportingUnits.push(...supporting);
  promoteFirst(parties, context);
  return { start: match.index, end: match.index + match[0].length, parties, deadline: noDeadline(), shape: 'bracket' };
}

function unitsAt(clean: CleanText, start: number, text: string): string[] | null {
  const parted = (t: string): string => t.replace(/会同/g, '、、');
  const units = splitUnits(
    parted(text),
    parted(clean.printed.slice(start, start + text.length)),
    (i) => clean.gaps[start + i] ?? 0,
  );
  return units.length > 0 && units.every(looksLikeUnit) ? units : null;
}
