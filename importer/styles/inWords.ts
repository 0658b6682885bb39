import type { CleanText } from '../cleanText.ts';
import type { AssignedParties } from '../types.ts';
import { hasUnits, noParties } from './assignment.ts';
import { addNamed, isUnitList, PART_VERB } from './phrases.ts';

const LONGEST_REST = 12;

/**
 * Reads A牵头，B、C配合 and A、B按职责分工负责 in [start, end); before 牵头, 负责 and 分管 people may stand too. Null where
 * what stands before a verb is neither. `rest` is what follows the last verb.
 */
export function partiesInWords(
  clean: CleanText,
  start: number,
  end: number,
): { parties: AssignedParties; rest: string } | null {
  const inner = clean.text.slice(start, end);
  const parties = noParties();
  let from = 0;
  for (const match of inner.matchAll(PART_VERB)) {
    if (match[0] === '' || !closesList(inner, match.index + match[0].length)) continue;
    // A；B配合: a list of its own before the semicolon names who is responsible.
    const list = inner.lastIndexOf(';', match.index);
    if (list > from && isUnitList(clean, start + from, start + list)) {
      addNamed(clean, start + from, start + list, undefined, parties, true);
      from = list + 1;
    }
    const named = addNamed(clean, start + from, start + match.index, match.groups, parties, false);
    if (!named && from < match.index) return null;
    from = match.index + match[0].length;
  }
  const rest = inner.slice(from).replace(/^[,;。、]+|[,;。、]+$/g, '');
  if (from === 0 || !hasUnits(parties) || rest.replace(/[,;。、等\d]/g, '').length > LONGEST_REST) return null;
  return { parties, rest };
}

/** A verb closes its list where a separator, the end or another verb follows. */
const closesList = (inner: string, at: number): boolean =>
  at >= inner.length || /^(?:[,;。、\n]|负责|落实)/.test(inner.slice(at, at + 2));
