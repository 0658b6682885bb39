import { likely, type MatchCandidate, type MatchReason, type NameMatch, sure, unknown } from './types.ts';
import { plainName } from './unitName.ts';

/** A post of a leader with one who holds it on the day in question. */
export interface KnownLeader {
  postId: string;
  title: string;
  personId: string;
  personName: string;
}

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

/**
 * Finds the post that a printed leader means, by person or by title. A namesake, a person with several posts and a
 * printed post that is not the known one are never settled silently.
 */
export function matchLeader(
  printed: string,
  leaders: readonly KnownLeader[],
  remembered: ReadonlyMap<string, string>,
): NameMatch {
  const decided = leaders.find((leader) => leader.postId === remembered.get(plainName(printed)));
  if (decided) return sure(decided.postId, labelOf(decided), 'remembered');
  const { name, title } = readLeader(
    printed,
    leaders.map((leader) => leader.personName),
  );
  const held = leaders.filter((leader) => plainName(leader.personName) === name);
  if (held.length > 0) return matchPerson(held, title);
  const posts = leaders.filter((leader) => sameTitle(leader.title, name));
  const [post] = posts;
  if (post && posts.length === 1) return sure(post.postId, labelOf(post), 'post');
  return posts.length === 0 ? unknown : likely(posts.map((leader) => candidate(leader, 'several')));
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

const labelOf = ({ personName, title }: KnownLeader): string => `${personName}（${title}）`;

function candidate(leader: KnownLeader, reason: MatchReason): MatchCandidate {
  return { id: leader.postId, name: labelOf(leader), reason };
}
