import { STRONG_UNIT_ENDING, UNIT_ENDING } from './patterns.ts';
import type { PersonPost } from './types.ts';

const POST_ENDING =
  '(?:常委|书记|县长|市长|区长|旗长|州长|主任|主席|部长|局长|镇长|乡长|院长|检察长|秘书长|委员|科长|股长|经理|董事长|处长|厅长|会长|理事长|政委|队长|支队长|组长|站长|所长|校长|台长|总监|成员|调研员|督学|专员|人选|负责同志|代表|指挥长|总指挥|常务)';
/** A post by itself: 县委常委, 副县长, 县政府党组成员. */
const POST = new RegExp(`^[\u4e00-\u9fa5]{0,16}${POST_ENDING}$`);
/** A post with its holder's name after it, 副县长张某, or before it, 张某副县长. */
const POST_THEN_NAME = new RegExp(`^([\u4e00-\u9fa5]{0,16}${POST_ENDING})([\u4e00-\u9fa5·]{2,4})$`);
const NAME_THEN_POST = new RegExp(
  `^([\u4e00-\u9fa5·]{2,4}?)((?:副|常务|县|市|区|旗|州|党|政|人大|人武|局|主任|主席|书记|组织|宣传|统战|办公|部|工委|纪|二级|三级|四级|一级)[\u4e00-\u9fa5]{0,14}${POST_ENDING}|(?!成员|代表|人选)${POST_ENDING})$`,
);
const NAME_WITH_BRACKET = /^([\u4e00-\u9fa5·]{2,4})\(([\u4e00-\u9fa5、,]{2,40})\)$/;
const POST_WITH_BRACKET = /^([\u4e00-\u9fa5]{2,20})\(([\u4e00-\u9fa5·]{2,4})\)$/;
const NOBODY = /^(?:无|[-—/]+|[\d-]{7,})$/;
/** Family names by which 张某副县长 is told from 分管副县长. */
const FAMILY_NAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付冶敏尕仁代邸闫禚仝';
/** Words of offices that begin like family names: 公安局局长, 宣传部部长. */
const NO_PERSON =
  /^(?:常务|常委|全体|相关|党|单位|公安|宣传|文化|文旅|文明|农业|农牧|农村|农办|安全|安监|林业|林草|水利|水务|卫生|卫健|司法|国土|国资|国家|应急|金融|计生|计划|武装|扶贫|高新|红十字|广电|广播|经济|万众|各)/;
const isFamilyName = (name: string): boolean =>
  (FAMILY_NAMES.includes(name[0] ?? '') && !NO_PERSON.test(name)) || name.includes('某');

/** A person as printed: the bare name, and the post beside it where one is printed. */
interface Person {
  name: string;
  post: string | null;
}

/**
 * Splits a printed list of people. A space stands between two names (马某某 谢某某) or, where single characters are
 * left over, inside one (祁 某). A post printed before, behind or in brackets after a name is kept apart from it; a post
 * without any name (分管副县长) stands for its holder.
 * @param text folded, @param printed as printed, of the same length; @param gapBefore spaces that stood before a character
 */
export function readPeople(text: string, printed: string, gapBefore: (index: number) => number = () => 0): Person[] {
  const words: string[] = [];
  for (const group of wordGroups(text, printed, gapBefore)) words.push(...joinSingles(group));
  return joinPosts(words.filter((word) => !NOBODY.test(word)).map(toPerson));
}

/** The posts of those people whose post is printed beside the name. */
export const postsOf = (people: Person[]): PersonPost[] =>
  people.flatMap(({ name, post }) => (post === null ? [] : [{ name, post }]));

/** Whether a short text is nothing but names and posts. */
export function looksLikePeople(text: string): boolean {
  const pieces = text.split(/[、,;/]/).filter((piece) => piece !== '');
  const person = (piece: string): boolean =>
    POST.test(piece) ||
    (POST_THEN_NAME.test(piece) && !UNIT_ENDING.test(piece)) ||
    bracketed(piece) !== null ||
    (!UNIT_ENDING.test(piece) && /^[\u4e00-\u9fa5·]{2,4}$/.test(piece) && isFamilyName(piece)) ||
    (NAME_THEN_POST.test(piece) && isFamilyName(piece));
  return pieces.length > 0 && pieces.every(person);
}

/** 张某（副县长）, 副县长（张某） */
function bracketed(word: string): { name: string; post: string } | null {
  const [, held, holder] = POST_WITH_BRACKET.exec(word) ?? [];
  if (held && holder && isFamilyName(holder) && POST.test(held)) return { name: holder, post: held };
  const [, name, post] = NAME_WITH_BRACKET.exec(word) ?? [];
  return name && post && (POST.test(post.split(/[、,]/)[0] ?? '') || isFamilyName(name)) ? { name, post } : null;
}

/** 李明同志, but not 主要负责同志. */
const COMRADE = /^([\u4e00-\u9fa5·、()（）]{2,}?)(?<!负责|有关|相关|领导)同志$/;

/** What one word says; a bare post has no name. */
function toPerson(printed: string): { name: string | null; post: string | null } {
  const word = (COMRADE.exec(printed)?.[1] ?? printed).replace(/[(（][\d-]{7,}[)）]$/, '');
  const folded = word.replace(/（/g, '(').replace(/）/g, ')');
  if (POST.test(folded) && !(NAME_THEN_POST.test(folded) && isFamilyName(folded))) return { name: null, post: word };
  const before = POST_THEN_NAME.exec(folded);
  if (before?.[1] && before[2] && !UNIT_ENDING.test(folded)) return { name: before[2], post: before[1] };
  const inBrackets = bracketed(folded);
  if (inBrackets) return inBrackets;
  const behind = isFamilyName(folded) ? NAME_THEN_POST.exec(folded) : null;
  if (behind?.[1] && behind[2]) return { name: behind[1], post: behind[2] };
  return { name: word, post: null };
}

/** Bare posts belong to the name after them, or to the one before where the list begins with a name. */
function joinPosts(words: { name: string | null; post: string | null }[]): Person[] {
  const people: Person[] = [];
  const nameFirst = words[0]?.name !== null && words[0]?.post === null;
  let waiting: string[] = [];
  for (const { name, post } of words) {
    const last = people.at(-1);
    if (name !== null) {
      const posts = [...waiting, ...(post === null ? [] : [post])];
      people.push({ name, post: posts.length > 0 ? posts.join('、') : null });
      waiting = [];
    } else if (post !== null && last && (nameFirst || endsInBracket(last, post))) {
      last.post = last.post === null ? post : `${last.post}、${post}`;
    } else if (post !== null) waiting.push(post);
  }
  return [...people, ...waiting.map((name) => ({ name, post: null }))];
}

const endsInBracket = (person: Person, post: string): boolean => person.post === null && /^[(（]/.test(post);

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

/** 县教育局（张某）, 县教育局张某: a unit with the person who answers for it. */
export function unitWithPerson(text: string): { unit: string; person: string } | null {
  const [, unit, bracketed, plain] =
    /^(.{2,}(?:局|办|委|部|厅|中心|政府|会|院|公司))(?:\(([\u4e00-\u9fa5]{2,3})\)|([\u4e00-\u9fa5]{2,3}))$/.exec(
      text,
    ) ?? [];
  const person = bracketed ?? plain;
  if (!unit || !person || !isFamilyName(person) || UNIT_ENDING.test(person)) return null;
  return { unit, person };
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
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c === '(') depth++;
    else if (c === ')') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    if ('、,;/\n\t|'.includes(c)) {
      push(i);
      groups.push([]);
      start = i + 1;
    } else if (i > start && gapBefore(i) > 0) push(i);
  }
  push(text.length);
  return groups;
}

/** What follows a single character of a name: one or two more, with or without a post in brackets. */
const REST_OF_NAME = /^[\u4e00-\u9fa5]{1,2}(?:[(（].*[)）])?$/;

/** Single characters are parts of a name: 祁 某, 陆 某某, 陆某 某, 祁 某（副县长）. */
function joinSingles(words: string[]): string[] {
  const names: string[] = [];
  let single = '';
  for (const word of words) {
    if (word.length === 1) {
      single += word;
      continue;
    }
    if (single.length === 1 && REST_OF_NAME.test(word)) names.push(single + word);
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
