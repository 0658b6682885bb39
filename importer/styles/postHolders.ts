import { STRONG_UNIT_ENDING } from '../patterns.ts';
import { looksLikePeople, readPeople } from '../people.ts';
import type { AssignedParties } from '../types.ts';
import { addPeople } from './assign.ts';
import { noParties } from './assignment.ts';

/** Posts that lead a county and no unit of it: 县长, 分管副县长, 县委书记, 县委常委, 县人大常委会主任. */
const COUNTY_LEADER =
  /[县市区旗州省]长$|[县市区旗州省]委(?:副)?书记$|常委$|(?:人大|政协)[^、]*(?:主任|主席)$|[县市区旗州省]级领导$/;

/** The second head of a unit named before it: 各乡镇党委书记、镇长. */
const OTHER_HEAD = /^[乡镇](?:\([乡镇]\))?长$/;

/** The words that make a unit's name into the post of its head. */
const HEAD = /(?:党委|党组|党工委|党总支|党支部)?(?:副)?书记$|(?:副)?主任$|(?:主要)?(?:负责人|负责同志)$/;

/** 各乡镇（街道）主要负责人: the heads of a group of units. */
const GROUP_HEADS = /^(各[\u4e00-\u9fa5()、]{1,16}?)(?:党政)?(?:主要)?(?:负责人|负责同志)$/;

/** 县委常委、组织部部长: posts of one leader, where the first is no office by itself. */
const ONE_LEADER = /^[县市区旗州]委常委、/;

/**
 * Whom a list of posts, such as 县长 or 县财政局局长、各乡镇长, makes answerable: leaders of the county are responsible
 * leaders; the head of a unit is a responsible person, and the unit is responsible.
 * @param text folded, @param printed as printed, of the same length
 * @returns null where anything in it is neither a post nor a person with a post
 */
export function holdersOfPosts(text: string, printed: string): AssignedParties | null {
  const parties = noParties();
  const group = GROUP_HEADS.exec(text)?.[1];
  if (group) return { ...parties, responsibleUnits: [printed.slice(0, group.length)], responsiblePersons: [printed] };
  if (!looksLikePeople(text)) return null;
  if (ONE_LEADER.test(text) && /[长任]$/.test(text)) return { ...parties, leaders: [printed] };
  for (const person of readPeople(text, printed)) {
    const post = person.post ?? person.name;
    const unit = unitHeaded(post);
    const second = OTHER_HEAD.test(post) && parties.responsibleUnits.length > 0;
    if (unit === null && !second && !COUNTY_LEADER.test(post)) return null;
    addPeople(parties, unit === null && !second ? 'leaders' : 'responsiblePersons', [person]);
    if (unit !== null && !parties.responsibleUnits.includes(unit)) parties.responsibleUnits.push(unit);
  }
  return parties;
}

/** 县财政局局长 and 县财政局长 head 县财政局, 各乡镇长 head 各乡镇; null where the post heads no unit. */
function unitHeaded(post: string): string | null {
  if (COUNTY_LEADER.test(post)) return null;
  const head = HEAD.exec(post);
  const unit = head ? post.slice(0, head.index) : withoutDirector(post);
  return unit !== null && unit.length >= 2 && (STRONG_UNIT_ENDING.test(unit) || /^各|[乡镇]$|街道$/.test(unit))
    ? unit
    : null;
}

/** 局长 shares its character with the unit before it, or repeats it: 县财政局长, 县财政局(副)局长. */
function withoutDirector(post: string): string | null {
  const [, unit, last] = /^(.+?)([局镇乡村部院站所校队厅处会])长$/.exec(post.replace('副', '')) ?? [];
  if (!unit || !last) return null;
  return unit.endsWith(last) ? unit : unit + last;
}
