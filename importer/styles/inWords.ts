import type { CleanText } from '../cleanText.ts';
import { DUTY_VERB, LEAD_VERB, SUPPORT_VERB } from '../patterns.ts';
import type { AssignedParties } from '../types.ts';
import { looksLikeUnit, splitUnits } from '../units.ts';
import { hasUnits, noParties } from './assignment.ts';

type UnitRole = 'leadUnits' | 'responsibleUnits' | 'supportingUnits';

const CLAUSE = new RegExp(`(?<lead>${LEAD_VERB})|(?<support>${SUPPORT_VERB})|(?<duty>${DUTY_VERB})`, 'g');
const LONGEST_REST = 12;
const LONGEST_PERSON = 12;

/**
 * Reads A牵头，B、C配合 and A、B按职责分工负责 in [start, end). Null unless what stands before each verb are units (or,
 * before 牵头, one person). `rest` is what follows the last verb.
 */
export function partiesInWords(
  clean: CleanText,
  start: number,
  end: number,
): { parties: AssignedParties; rest: string } | null {
  const inner = clean.text.slice(start, end);
  const parties = noParties();
  let from = 0;
  for (const match of inner.matchAll(CLAUSE)) {
    if (match[0] === '' || !closesList(inner, match.index + match[0].length)) continue;
    const units = unitsIn(clean, start + from, start + match.index);
    const words = inner.slice(from, match.index).replace(/^[,;。、\s]+/, '');
    if (units.length > 0) parties[roleOf(match.groups)].push(...units);
    else if (match.groups?.lead && words.length >= 2 && words.length <= LONGEST_PERSON && !/[、,]/.test(words))
      parties.leaders.push(words);
    else if (from < match.index) return null;
    from = match.index + match[0].length;
  }
  const rest = inner.slice(from).replace(/^[,;。、]+|[,;。、]+$/g, '');
  if (from === 0 || !hasUnits(parties) || rest.replace(/[,;。、等\d]/g, '').length > LONGEST_REST) return null;
  return { parties, rest };
}

function roleOf(groups: Record<string, string | undefined> | undefined): UnitRole {
  if (groups?.lead) return 'leadUnits';
  return groups?.support ? 'supportingUnits' : 'responsibleUnits';
}

/** A verb closes its list where a separator, the end or another verb follows. */
const closesList = (inner: string, at: number): boolean =>
  at >= inner.length || /^(?:[,;。、]|负责|落实)/.test(inner.slice(at));

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
