import { likely, type MatchCandidate, type MatchReason, type NameMatch, sure, unknown } from './types.ts';
import { plainName } from './unitName.ts';

/** A post of a leader with one who holds it on the day in question. */
export interface KnownLeader {
  postId: string;
  title: string;
  personId: string;
  personName: string;
}

/** Somebody of the county who is no leader so far. */
export type KnownPerson = Omit<KnownLeader, 'postId'>;

/** Before a person's id where a candidate is a person and not a post. */
export const PERSON = 'person:';

/** What a document prints of a leader: 县委常委、副县长张三同志. */
export interface PrintedLeader {
  /** Without 同志; the whole text where no known person is named. */
  name: string;
  /** The post printed with the name; empty where there is none. */
  title: string;
}

/** Parts a printed leader into post and person, as far as the people are known. */
export function readLeader(printed: string, people: readonly string[]): PrintedLeader {
  const plain = plainName(printed).replace(/(?:等)?同志$/, '');
  const known = people
    .map(plainName)
    .filter((name) => name !== '' && (plain.startsWith(name) || plain.endsWith(name)))
    .sort((a, b) => b.length - a.length)[0];
  if (known === undefined) return { name: plain, title: '' };
  const rest = plain.endsWith(known) ? plain.slice(0, -known.length) : plain.slice(known.length);
  return { name: known, title: rest.replace(/^[(、,:]+|[)、,:]+$/g, '').replace(/同志$/, '') };
}

/** What a decision about a printed leader is kept under: the name with its post, so that another post is asked about. */
export function leaderKey({ name, title }: PrintedLeader): string {
  return `${title}${name}`;
}

/**
 * Finds the post that a printed leader means, by person or by title; failing that, people of the county who are no
 * leaders yet. A namesake, a person with several posts and a
 * printed post that is not the known one are never settled silently.
 *
 * @param remembered Post ids by `leaderKey`, as decided before.
 */
export function matchLeader(
  printed: string,
  leaders: readonly KnownLeader[],
  remembered: ReadonlyMap<string, string>,
  others: readonly KnownPerson[] = [],
): NameMatch {
  const read = readLeader(
    printed,
    [...leaders, ...others].map((person) => person.personName),
  );
  const { name, title } = read;
  const decided = leaders.find((leader) => leader.postId === remembered.get(leaderKey(read)));
  if (decided) return sure(decided.postId, labelOf(decided), 'remembered');
  const held = leaders.filter((leader) => plainName(leader.personName) === name);
  if (held.length > 0) return matchPerson(held, title);
  const posts = leaders.filter((leader) => sameTitle(leader.title, name));
  const [post] = posts;
  if (post && posts.length === 1) return sure(post.postId, labelOf(post), 'post');
  if (posts.length > 0) return likely(posts.map((leader) => candidate(leader, 'several')));
  const namesakes = others.filter((person) => plainName(person.personName) === name);
  return likely(
    namesakes.map((person) => ({ id: `${PERSON}${person.personId}`, name: labelOf(person), reason: 'person' })),
  );
}

function matchPerson(held: readonly KnownLeader[], title: string): NameMatch {
  const [first] = held;
  const people = new Set(held.map((leader) => leader.personId)).size;
  const fitting = title === '' ? [] : held.filter((leader) => sameTitle(leader.title, title));
  const [fit] = fitting;
  if (fit && fitting.length === 1) return sure(fit.postId, labelOf(fit), 'person');
  const several: MatchReason = people > 1 ? 'namesake' : 'several';
  if (held.length > 1) return likely(held.map((leader) => candidate(leader, several)));
  if (!first) return unknown;
  // 责任领导（张三） is the title of a post made at a launch, when nothing more was known: it contradicts nothing.
  const untold = first.title.includes('责任领导') || plainName(first.title) === plainName(first.personName);
  if (title === '' || untold) return sure(first.postId, labelOf(first), 'person');
  return likely([candidate(first, 'otherPost')]);
}

/** 副县长 is said of 县人民政府副县长 and of 县委常委、副县长; 县长 is not said of 副县长. */
function sameTitle(known: string, printed: string): boolean {
  const parts = (title: string) =>
    plainName(title)
      .replace(/人民政府|政府/g, '')
      .split(/[、,;]/);
  return parts(printed).some((one) => parts(known).some((other) => bare(one) !== '' && bare(one) === bare(other)));
}

function bare(title: string): string {
  return title.length > 2 ? title.replace(/^[县市区旗](?=副|常|委|人大|政协|纪)/, '') : title;
}

const labelOf = ({ personName, title }: KnownPerson): string => `${personName}（${title}）`;

function candidate(leader: KnownLeader, reason: MatchReason): MatchCandidate {
  return { id: leader.postId, name: labelOf(leader), reason };
}
