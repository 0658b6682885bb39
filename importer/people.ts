import { STRONG_UNIT_ENDING, UNIT_ENDING } from './patterns.ts';

/** A post stands before its holder's name: 县委常委、副县长张某 is one person. */
const POST =
  /(?:常委|书记|县长|市长|区长|旗长|主任|主席|部长|局长|镇长|乡长|院长|检察长|秘书长|委员|科长|股长|经理|董事长|处长|厅长|会长|理事长|政委|队长)$/;
const HAS_POST = /(?:常委|书记|县长|市长|区长|主任|主席|部长|局长|镇长|乡长)/;
const NOBODY = /^(?:无|[-—/]+)$/;

/**
 * Splits a printed list of people. A space stands between two names (马某某 谢某某) or, where single characters are
 * left over, inside one (祁 某). Posts stay with the name that follows them.
 * @param text folded, @param printed as printed, of the same length; @param gapBefore spaces that stood before a character
 */
export function splitPeople(text: string, printed: string, gapBefore: (index: number) => number = () => 0): string[] {
  const names: string[] = [];
  for (const words of wordGroups(text, printed, gapBefore)) names.push(...joinSingles(words));
  return joinPosts(names).filter((name) => !NOBODY.test(name));
}

/** 责任单位及责任人：县教育局 张某；县财政局李某 */
export function splitMixed(
  text: string,
  printed: string,
  gapBefore: (index: number) => number,
): { units: string[]; people: string[] } {
  const units: string[] = [];
  const people: string[] = [];
  const words = wordGroups(text.replace(/[()]/g, ' '), printed.replace(/[()（）]/g, ' '), gapBefore).flatMap(
    joinSingles,
  );
  for (const word of words.flatMap((w) => w.split(' ')).filter((w) => w !== '')) {
    const together = /^(.{2,}(?:局|办|委|部|厅|中心|政府|会|院))([\u4e00-\u9fa5]{2,3})$/.exec(word);
    if (together?.[1] && together[2] && !UNIT_ENDING.test(word)) {
      units.push(together[1]);
      people.push(together[2]);
    } else if (STRONG_UNIT_ENDING.test(word) || UNIT_ENDING.test(word)) units.push(word);
    else people.push(word);
  }
  return { units, people };
}

/** The words of each list entry: entries are parted by marks, words within one by spaces. */
function wordGroups(text: string, printed: string, gapBefore: (index: number) => number): string[][] {
  const groups: string[][] = [[]];
  let start = 0;
  const push = (end: number) => {
    const word = printed.slice(start, end).replace(/^[\s、,;:。.]+|[\s、,;。.]+$/g, '');
    if (word !== '') groups.at(-1)?.push(word);
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    if ('、,;/\n\t|'.includes(text[i] ?? '')) {
      push(i);
      groups.push([]);
      start = i + 1;
    } else if (i > start && gapBefore(i) > 0) push(i);
  }
  push(text.length);
  return groups;
}

/** Single characters are parts of a name: 祁 某, 陆 某某, 陆某 某. */
function joinSingles(words: string[]): string[] {
  const names: string[] = [];
  let single = '';
  for (const word of words) {
    if (word.length === 1) {
      single += word;
      continue;
    }
    if (single.length === 1 && word.length === 2) names.push(single + word);
    else {
      closeSingle(names, single);
      names.push(word);
    }
    single = '';
  }
  closeSingle(names, single);
  return names;
}

function closeSingle(names: string[], single: string): void {
  const last = names.at(-1);
  if (single.length === 1 && last?.length === 2) names[names.length - 1] = last + single;
  else if (single !== '') names.push(single);
}

function joinPosts(names: string[]): string[] {
  const joined: string[] = [];
  let posts: string[] = [];
  for (const name of names) {
    if (POST.test(name)) posts.push(name);
    else {
      const fused = posts.length > 0 && HAS_POST.test(name);
      joined.push(posts.join('、') + (fused ? '、' : '') + name);
      posts = [];
    }
  }
  return [...joined, ...posts];
}
