import { fieldForms, isSuccession } from './shortForms.ts';
import { likely, type MatchCandidate, type MatchReason, type NameMatch, sure } from './types.ts';
import { plainName, readUnitName, type UnitName } from './unitName.ts';

export interface KnownUnit {
  id: string;
  name: string;
  shortName: string | null;
  aliases: readonly string[];
}

export interface Directory {
  county: string;
  units: readonly KnownUnit[];
  /** Unit id by printed name, as somebody decided before. */
  remembered: ReadonlyMap<string, string>;
}

/** Finds what a printed name means. */
export type UnitMatcher = (name: string) => NameMatch;

interface Prepared {
  unit: KnownUnit;
  /** The unit's own name first, then every other that it goes by. */
  names: UnitName[];
}

/**
 * A matcher over the county's units. It answers `sure` only where one unit alone fits by a rule without exceptions;
 * whatever needs a judgement is `likely` with its candidates, and a unit of another level (市扶贫局 in a county) is none.
 */
export function unitMatcher({ county, units, remembered }: Directory): UnitMatcher {
  const prepared = units.map((unit): Prepared => {
    const names = [unit.name, ...(unit.shortName ? [unit.shortName] : []), ...unit.aliases];
    return { unit, names: names.map((name) => readUnitName(name, county)) };
  });
  return (name) => {
    const decided = units.find((unit) => unit.id === remembered.get(plainName(name)));
    if (decided) return sure(decided.id, decided.name, 'remembered');
    return matchPrepared(readUnitName(name, county), prepared, county);
  };
}

function matchPrepared(name: UnitName, known: Prepared[], county: string): NameMatch {
  const certain: [MatchReason, (entry: Prepared) => boolean][] = [
    ['exact', ({ names }) => names[0]?.plain === name.plain],
    ['alias', ({ names }) => names.some((other) => other.plain === name.plain)],
    ['level', ({ names }) => names.some((other) => sameBody(name, other) && name.field === other.field)],
    ['shortForm', ({ names }) => names.some((other) => sameBody(name, other) && name.short === other.short)],
  ];
  for (const [reason, fits] of certain) {
    const found = known.filter(fits);
    const [only] = found;
    if (only && found.length === 1) return sure(only.unit.id, only.unit.name, reason);
    if (only) return likely(found.map(({ unit }) => candidate(unit, 'several')));
  }
  return likely(guesses(name, known, county));
}

/** The same kind of body of the same level; a second name in brackets makes it a matter of judgement. */
function sameBody(one: UnitName, other: UnitName): boolean {
  return (
    one.kind === other.kind &&
    one.foreign === other.foreign &&
    !one.foreign &&
    one.bracketed === null &&
    other.bracketed === null
  );
}

function guesses(name: UnitName, known: Prepared[], county: string): MatchCandidate[] {
  const bracketed = name.bracketed === null ? null : readUnitName(name.bracketed, county);
  const reasons: [MatchReason, (other: UnitName) => boolean][] = [
    ['bracketed', (other) => bracketed !== null && !bracketed.foreign && sameField(bracketed, other)],
    ['bracketed', (other) => other.bracketed !== null && sameField(name, readUnitName(other.bracketed, county))],
    ['bracketed', (other) => (name.bracketed ?? other.bracketed) !== null && sameField(name, other)],
    ['kind', (other) => name.kind !== '' && other.kind !== '' && sameField(name, other)],
    ['merged', (other) => name.kind === other.kind && contains(name.field, other.field)],
    ['renamed', (other) => isSuccession(name.short, other.short)],
    ['abbreviation', (other) => name.kind === other.kind && abbreviates(name, other)],
    ['merged', (other) => name.kind !== '' && name.kind === other.kind && containsInAnyForm(name, other)],
    ['merged', (other) => contains(name.field, other.field) || abbreviates(name, other)],
  ];
  return reasons.flatMap(([reason, fits]) =>
    known
      .filter(({ names }) => names.some((other) => other.foreign === name.foreign && fits(other)))
      .map(({ unit }) => candidate(unit, reason)),
  );
}

const candidate = ({ id, name }: KnownUnit, reason: MatchReason): MatchCandidate => ({ id, name, reason });

function sameField(one: UnitName, other: UnitName): boolean {
  return one.short.length > 1 && one.short === other.short;
}

/** A body set up for one matter (领导小组, 指挥部) is no later form of the unit that deals with the field. */
const FOR_ONE_MATTER = /领导小组|指挥部|专班/;

/** Whether one field is part of the other when both are written out: 教育 of 教体. */
function containsInAnyForm(one: UnitName, other: UnitName): boolean {
  return fieldForms(one.field).some((form) => fieldForms(other.field).some((known) => contains(form, known)));
}

function contains(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (FOR_ONE_MATTER.test(short) !== FOR_ONE_MATTER.test(long)) return false;
  return short.length > 1 && short !== long && long.includes(short);
}

/** Whether one field's letters stand in the other in this order, the first one first. */
function abbreviates(one: UnitName, other: UnitName): boolean {
  const [short, long] = one.field.length < other.field.length ? [one.short, other.field] : [other.short, one.field];
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  if (FOR_ONE_MATTER.test(short) !== FOR_ONE_MATTER.test(long)) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}
