import type { CleanText } from '../cleanText.ts';
import { DUTY_VERB, LEAD_VERB, LEADER_VERB, STRONG_UNIT_ENDING, SUPPORT_VERB } from '../patterns.ts';
import { looksLikePeople, postsOf, readPeople } from '../people.ts';
import type { AssignedParties } from '../types.ts';
import { looksLikeUnit, splitUnits } from '../units.ts';

type UnitRole = 'leadUnits' | 'responsibleUnits' | 'supportingUnits';

/** Verbs that say which part the units or people before them take. */
export const PART_VERB = new RegExp(
  `(?<leader>${LEADER_VERB})|(?<lead>${LEAD_VERB})|(?<support>${SUPPORT_VERB})|(?<duty>${DUTY_VERB})`,
  'g',
);

const roleOf = (groups: Record<string, string | undefined> | undefined): UnitRole => {
  if (groups?.lead) return 'leadUnits';
  return groups?.support ? 'supportingUnits' : 'responsibleUnits';
};

/**
 * Adds the units, or the people, that stand in [start, end) before a verb to the parties. False where it is neither.
 * `strict` wants nothing but units, as running text needs.
 */
export function addNamed(
  clean: CleanText,
  start: number,
  end: number,
  verb: Record<string, string | undefined> | undefined,
  into: AssignedParties,
  strict: boolean,
): boolean {
  const lead = LEAD_IN.exec(clean.text.slice(start, end))?.[0].length ?? 0;
  const from = start + lead;
  const words = clean.text.slice(from, end).replace(/同志$/, '');
  if (looksLikePeople(words)) {
    const people = readPeople(words, clean.printed.slice(from, from + words.length), (i) => clean.gaps[from + i] ?? 0);
    into.leaders.push(...people.map(({ name }) => name));
    const posts = postsOf(people);
    if (posts.length > 0) into.posts = [...(into.posts ?? []), ...posts];
    return true;
  }
  if (verb?.leader) return false;
  const units = unitsIn(clean, from, end, strict);
  into[roleOf(verb)].push(...units);
  return units.length > 0;
}

const LEAD_IN =
  /^[,;。、\s]*(?:(?:此项|该项|以上|上述|前述|本项|这项|前款)(?:第?[两二三四五六七八九十\d、至-]{1,8}[项条款])?(?:工作|任务|事项|措施|内容)*)?(?:(?:具体|分别|主要|统一|并|其中)?由|请)?/;
const LONGEST_STRICT = 20;
const NOT_A_NAME =
  /^(?:加强|强化|推进|健全|完善|建立|成立|明确|落实|关于|对(?!外|口)|将|把|要|在|与|按|经(?!济|开|贸|信|管)|以|为(?!民)|和|并|会同)/;

function unitsIn(clean: CleanText, start: number, end: number, strict: boolean): string[] {
  // A会同B: both do it; the word only parts the names.
  const parted = (t: string): string => t.replace(/会同/g, '、、');
  const units = splitUnits(
    parted(clean.text.slice(start, end)),
    parted(clean.printed.slice(start, end)),
    (i) => clean.gaps[start + i] ?? 0,
  );
  if (strict) {
    // One certain name in two makes a list of what else may be names.
    const plain = units.filter(isPlainUnit).length;
    return plain * 2 >= units.length && units.every(mayBeUnit) ? units : [];
  }
  const unitLike = units.filter(looksLikeUnit).length;
  return unitLike > 0 && unitLike * 2 >= units.length ? units : [];
}

/** Whether [start, end) holds nothing but units. */
export function isUnitList(clean: CleanText, start: number, end: number): boolean {
  return unitsIn(clean, start, end, true).length > 0;
}

/** A name that is certainly one in running text too. */
export function isPlainUnit(name: string): boolean {
  const folded = name.replace(/（/g, '(').replace(/）/g, ')');
  // 县农业农村局（县乡村振兴局）
  const bare = folded.replace(/(?<=.)\([^()]*\)$/, '');
  return (
    mayBeUnit(name) &&
    (STRONG_UNIT_ENDING.test(bare) ||
      /^(?:各|有关|相关)/.test(folded) ||
      /(?:乡镇|街道|镇|乡)(?:\(.*\))?$/.test(folded))
  );
}

const mayBeUnit = (name: string): boolean =>
  looksLikeUnit(name) && name.length <= LONGEST_STRICT && !NOT_A_NAME.test(name);
