import type { CleanText } from '../cleanText.ts';
import { UNIT_ENDING } from '../patterns.ts';
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
    if (match[0] === '') continue;
    const end = match.index + match[0].length;
    const object = closesList(inner, end) ? 0 : objectLength(inner.slice(end, end + LONGEST_OBJECT + 1));
    if (object === null) continue;
    // A；B配合: a list of its own before the semicolon names who is responsible.
    const list = inner.lastIndexOf(';', match.index);
    if (list > from && isUnitList(clean, start + from, start + list)) {
      addNamed(clean, start + from, start + list, undefined, parties, true);
      from = list + 1;
    }
    const named = addNamed(clean, start + from, start + match.index, match.groups, parties, false);
    if (!named && from < match.index) return null;
    from = end + object;
  }
  const rest = inner.slice(from).replace(/^[,;。、]+|[,;。、]+$/g, '');
  if (from === 0 || !hasUnits(parties) || rest.replace(NOT_COUNTED, '').length > LONGEST_REST) return null;
  return { parties, rest };
}

/** Marks and the words of a day. */
const NOT_COUNTED = /[,;。、等\d]|(?<=\d)[年月日]|(?<=[年月])底|前(?=完成)/g;

const LONGEST_OBJECT = 10;

/** 牵头改造工作, 负责日常巡查: what somebody leads or does, up to the end of the part; null where that is something else. */
function objectLength(rest: string): number | null {
  const object = /^[\u4e00-\u9fa5]{2,10}(?=[,;。\n]|$)/.exec(rest)?.[0];
  if (object === undefined || /^(?:同志|领导)/.test(object) || UNIT_ENDING.test(object)) return null;
  return new RegExp(PART_VERB, '').test(object) ? null : object.length;
}

/** A verb closes its list where a separator, the end or another verb follows. */
const closesList = (inner: string, at: number): boolean =>
  at >= inner.length || /^(?:[,;。、\n]|负责|落实)/.test(inner.slice(at, at + 2));
