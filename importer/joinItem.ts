import type { CleanText } from './cleanText.ts';
import { rankOf } from './markers.ts';
import type { Section } from './outline.ts';
import type { Assignment } from './styles/assignment.ts';
import type { AssignedParties } from './types.ts';

/** A part that is a point of its own: 一是…, ①…, or a short heading of its own sentence. */
const OWN_POINT =
  /^[\s。,;:、)]*(?:[一二三四五六七八九十]{1,2}是|[①-⑳]|[(（]?\d{1,2}[)）]|[^。,;:、\n\d]{4,18}。(?=[^\s(〔【]))/;

/**
 * Several assignments in the one paragraph of a numbered item with a heading, each closing only a sentence of it, are one
 * measure: that of the heading, which is the innermost one that carries units. Sentences that are points of their own, by
 * their numbers or by headings, and chapters stay apart.
 */
export function joinedInItem(clean: CleanText, section: Section, list: Assignment[]): Assignment[] {
  const [first, ...others] = list;
  const last = list.at(-1);
  if (!first || !last || others.length === 0 || !section.marker || !section.titled) return list;
  if (rankOf(section.marker.kind) < rankOf('task') || section.children.length > 0) return list;
  if (list.some((a) => a.shape === 'block') || new Set(list.map((a) => a.shape)).size > 1) return list;
  if (clean.text.slice(first.end, last.start).includes('\n')) return list;
  // 7.新造油茶林。〔A〕支持企业。〔B〕: no heading, each sentence with its own.
  if (/^[。;!][(〔【]$/.test(clean.text.slice(section.titleEnd, first.start + 1))) return list;
  if (list.some((a, i) => i > 0 && OWN_POINT.test(clean.text.slice(list[i - 1]?.end, a.start)))) return list;
  return [
    {
      ...last,
      parties: unionOf(list),
      joined: list.length,
      deadline: list.find((a) => a.deadline.text !== '')?.deadline ?? last.deadline,
    },
  ];
}

const unitFields = ['leadUnits', 'responsibleUnits', 'supportingUnits'] as const;

/** Every unit once, with the strongest part that it takes anywhere. */
function unionOf(list: Assignment[]): AssignedParties {
  const all = (field: Exclude<keyof AssignedParties, 'posts'>): string[] => [
    ...new Set(list.flatMap((a) => a.parties[field])),
  ];
  const named = new Set<string>();
  const [leadUnits = [], responsibleUnits = [], supportingUnits = []] = unitFields.map((field) => {
    const names = all(field).filter((name) => !named.has(name));
    for (const name of names) named.add(name);
    return names;
  });
  const posts = list.flatMap((a) => a.parties.posts ?? []);
  return {
    leaders: all('leaders'),
    leadUnits,
    responsibleUnits,
    responsiblePersons: all('responsiblePersons'),
    supportingUnits,
    ...(posts.length > 0 ? { posts } : {}),
  };
}
