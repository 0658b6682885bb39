import type { CleanText } from '../cleanText.ts';
import { looksLikeDeadline, readDeadline } from '../dates.ts';
import { DUTY_VERB, LEAD_VERB, SUPPORT_VERB } from '../patterns.ts';
import { looksLikeUnit, splitUnits } from '../units.ts';
import {
  type Assignment,
  type AssignmentStyle,
  assign,
  hasUnits,
  noDeadline,
  noParties,
  promoteFirst,
  readLabels,
  type StyleContext,
} from './assignment.ts';
import { type Bracket, outerBrackets } from './brackets.ts';

/**
 * A bracket that says in words who does it: （A牵头，B、C配合）, （A、B按职责分工负责）, （A负责）. It counts only where
 * what stands before the verbs are units, so that an aside in brackets is not mistaken for one.
 */
export const bracketSentences: AssignmentStyle = (clean, context, taken) => {
  const found: Assignment[] = [];
  for (const bracket of outerBrackets(clean)) {
    if (taken(bracket.start) || bracket.innerEnd - bracket.innerStart > 600) continue;
    const assignment = readSentence(clean, bracket, context);
    if (assignment) found.push(assignment);
  }
  return found;
};

type UnitRole = 'leadUnits' | 'responsibleUnits' | 'supportingUnits';

const CLAUSE = new RegExp(`(?<lead>${LEAD_VERB})|(?<support>${SUPPORT_VERB})|(?<duty>${DUTY_VERB})`, 'g');

function readSentence(clean: CleanText, bracket: Bracket, context: StyleContext): Assignment | null {
  const labels = readLabels(clean, bracket.innerStart, bracket.innerEnd);
  const inner = clean.text.slice(bracket.innerStart, labels[0]?.start ?? bracket.innerEnd);
  const target = { parties: noParties(), deadline: noDeadline() };
  const { parties } = target;
  let from = 0;
  let lastRole: UnitRole | null = null;
  for (const match of inner.matchAll(CLAUSE)) {
    if (match[0] === '' || !closesList(inner, match.index + match[0].length)) continue;
    const role: UnitRole = match.groups?.lead
      ? 'leadUnits'
      : match.groups?.support
        ? 'supportingUnits'
        : 'responsibleUnits';
    const units = unitsIn(clean, bracket.innerStart + from, bracket.innerStart + match.index);
    if (units.length === 0 && from < match.index) return null;
    parties[role].push(...units);
    from = match.index + match[0].length;
    lastRole = role;
  }
  if (lastRole === null || !hasUnits(parties) || inner.slice(from).replace(/[。,;、等\d]/g, '').length > 12)
    return null;
  promoteFirst(parties, context);
  const rest = inner.slice(from).replace(/^[,;。、]+|[,;。、]+$/g, '');
  if (looksLikeDeadline(rest)) target.deadline = readDeadline(rest, rest, context.fallbackYear);
  for (const label of labels) assign(clean, label, context, target);
  return { start: bracket.start, end: bracket.end, ...target, shape: 'bracket' };
}

/** A verb closes its list where a separator, the bracket's end or another verb follows. */
function closesList(inner: string, at: number): boolean {
  return at >= inner.length || /^(?:[,;。、]|负责|落实|$)/.test(inner.slice(at));
}

function unitsIn(clean: CleanText, start: number, end: number): string[] {
  const lead = /^[,;。、\s]*(?:由|请)?/.exec(clean.text.slice(start, end))?.[0].length ?? 0;
  const from = start + lead;
  // A会同B: both do it; the word only parts the names.
  const parted = (t: string): string => t.replace(/会同/g, '、、');
  const units = splitUnits(
    parted(clean.text.slice(from, end)),
    parted(clean.printed.slice(from, end)),
    (i) => clean.gaps[from + i] ?? 0,
  );
  const unitLike = units.filter(looksLikeUnit).length;
  return unitLike > 0 && unitLike * 2 >= units.length ? units : [];
}
