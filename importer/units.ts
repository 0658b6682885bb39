import { STRONG_UNIT_ENDING, UNIT_ENDING } from './patterns.ts';

/** A name as printed between two separators, with the folded text of the same length beside it. */
interface Piece {
  text: string;
  printed: string;
  separator: string;
}

/** 等, 等部门, 等有关单位 after a list say that it is open; they are no unit. */
const OPEN_LIST =
  /等(?:\d+个|[一二三四五六七八九十]个)?(?:有关|相关|县级|市级|区级|省级|县直|市直)?(?:部门|单位|部门单位|有关方面)?(?:\(单位\))?$/;

/** 排在首位的为牵头部门，其余为配合单位，下同 among the names. */
const SAYS_WHO_LEADS = /^(?:列|排)[^、]{0,6}(?:首|第一)|^下同$|^其(?:余|他)[^、]{0,8}(?:为|是)/;

/** …按职责分工负责 after the last name belongs to no name. */
const CLOSING_VERB =
  /按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?(?:分别|共同)?(?:负责|落实|配合)?$|结合(?:各自|本地|工作)?实际(?:抓好)?(?:落实|实施|推进)$|(?:分别|共同)?(?:负责|组织实施)$/;

/** 党委 before a separator and a bare organ after it are one body: 各乡镇党委、政府. */
const PARTY_BODY = /(?:党委|\)委|党工委|党组|党总支|区委|县委|市委|旗委|州委|省委)(?:\([^()]{1,8}\))?$/;
const BARE_ORGAN = /^(?:人民政府|政府|办事处|管委会|行政公署|管理委员会|街道办事处)(?:\([^()]{1,8}\))?$/;

/** 临溪市委 before 市政府: the two bodies that answer for one place. */
const PLACE_PARTY_BODY = /[\u4e00-\u9fa5]{2}([省市县区旗州])委$/;
const PLACE_ORGAN = /^([省市县区旗州])(?:人民)?政府$/;
/** 甲县、乙县党委、政府: places that share the body named last. */
const PLACE = /^(?!各|有关|相关)[\u4e00-\u9fa5]{1,7}[市县区旗州镇乡]$/;
const PLACE_WITH_BODY = /^(?!各|有关|相关)[\u4e00-\u9fa5]{2,7}[市县区旗州镇乡](?:党委|(?:党?委[和与]?)?(?:人民)?政府)$/;

/** 中国电信、移动、联通某县分公司: carriers that share the last one's ending. */
const CARRIER = /^(?:国网|中国)?(?:电信|移动|联通|广电|铁塔)$/;

/** 各市、州、县人民政府: words of rank that wait for what follows. */
const RANK_ONLY =
  /^(?:各(?:有关|相关)?|有关|相关)?(?:省|自治区|直辖市|市|州|盟|自治州|地区|县|区|旗|乡|镇|乡镇|街道|开发区|园区|功能区)(?:\([^()]{1,10}\))?$/;
const RANK_FOLLOW =
  /^(?:县级市|省|自治区|直辖市|市|州|盟|自治州|县|区|旗|乡|镇|街道|开发区|园区|功能区|管委会)(?:\([^()]{1,10}\))?(?:党委|委|人民政府|政府|办事处|管委会|街道办|办|党工委)?(?:\([^()]{1,10}\))?$/;

/**
 * Splits a printed list of units. A group such as 各乡镇党委、政府 or 各市、州、县人民政府 stays one entry; separators inside
 * brackets do not split; spaces and line breaks inside a name are removed and nothing else is changed.
 * @param text folded, @param printed as printed, of the same length; @param gapBefore spaces that stood before a character
 */
export function splitUnits(text: string, printed: string, gapBefore: (index: number) => number = () => 0): string[] {
  // Where marks part the names, spaces are noise.
  const listed = /[、,;]/.test(text);
  const pieces = cut(text, printed, (i) => (listed && !/[县市区省各]/.test(text[i] ?? '') ? 0 : gapBefore(i)));
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && belongsTogether(last, piece)) {
      last.printed += (last.separator || '、') + piece.printed;
      last.text += `、${piece.text}`;
      last.separator = piece.separator;
    } else merged.push({ ...piece });
  }
  return joinPlaces(joinShared(merged))
    .map(cleanName)
    .filter((name) => name !== '');
}

/** 甲县、乙县党委、政府 is one group, as 各县党委、政府 is; the first of the places may not be told from a unit otherwise. */
function joinPlaces(pieces: Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    let { text, printed } = piece;
    const shared = PLACE_WITH_BODY.test(text.split('、')[0] ?? '');
    for (
      let last = joined.at(-1);
      shared && last && PLACE.test(last.text) && last.separator === '、';
      last = joined.at(-1)
    ) {
      text = `${last.text}、${text}`;
      printed = `${last.printed}、${printed}`;
      joined.pop();
    }
    joined.push({ ...piece, text, printed });
  }
  return joined;
}

/** 民政、卫健、医保所属服务机构: fields of work that share what follows the last of them. */
function joinShared(pieces: Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const shared = SHARED_ENDING.test(piece.text);
    let { text, printed } = piece;
    for (let last = joined.at(-1); shared && last && FIELD_OF_WORK.test(last.text); last = joined.at(-1)) {
      text = `${last.text}、${text}`;
      printed = `${last.printed}${last.separator || '、'}${printed}`;
      joined.pop();
    }
    joined.push({ ...piece, text, printed });
  }
  return joined;
}

const FIELD_OF_WORK = /^(?!各)[\u4e00-\u9fa5]{1,2}[^局办委部厅院会室司联社站所队县市区乡镇]$/;
const SHARED_ENDING = /^[\u4e00-\u9fa5]{2,3}(?:所属|下属|系统|主管)[\u4e00-\u9fa5]{0,8}$/;

/** Whether a name looks like a unit, a post's office or a group of units. */
export function looksLikeUnit(name: string): boolean {
  const folded = name.replace(/[（]/g, '(').replace(/[）]/g, ')');
  return (
    folded.length >= 2 &&
    folded.length <= 40 &&
    (UNIT_ENDING.test(folded) || /^(?:各|有关|相关)/.test(folded)) &&
    !/[。;:]/.test(folded)
  );
}

function belongsTogether(last: Piece, piece: Piece): boolean {
  const organ = BARE_ORGAN.test(piece.text.replace(CLOSING_VERB, ''));
  if (PARTY_BODY.test(last.text) && organ) return last.separator !== ';';
  const place = PLACE_PARTY_BODY.exec(last.text)?.[1];
  if (place !== undefined && place === PLACE_ORGAN.exec(piece.text)?.[1]) return last.separator === '、';
  if (CARRIER.test(last.text.split('、').at(-1) ?? '') && /(?:电信|移动|联通|广电|铁塔)/.test(piece.text))
    return last.separator === '、';
  if (/^(?:各|有关|相关)/.test(last.text) && organ && piece.text !== '政府') return last.separator === '、';
  return RANK_ONLY.test(last.text.split('、').at(-1) ?? '') && RANK_FOLLOW.test(piece.text) && last.separator === '、';
}

function cut(text: string, printed: string, gapBefore: (index: number) => number): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let start = 0;
  const push = (end: number, separator: string) => {
    if (end > start)
      pieces.push({ text: strip(text.slice(start, end)), printed: strip(printed.slice(start, end)), separator });
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if ('(〔【<《〈'.includes(c)) depth++;
    else if (')〕】>》〉'.includes(c)) depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const width = separatorAt(text, i, start, gapBefore);
    if (width < 0) continue;
    push(i, width === 0 ? ' ' : (printed[i] ?? ''));
    start = i + width;
    i = Math.max(i, start - 1);
  }
  push(text.length, '');
  return pieces.filter((piece) => piece.text !== '');
}

/** Width of the separator at `i` (0 for a space alone), or -1. */
function separatorAt(text: string, i: number, start: number, gapBefore: (index: number) => number): number {
  const c = text[i] ?? '';
  if ('、,;/\t|'.includes(c)) return 1;
  if (c === '\n') return i > start && STRONG_UNIT_ENDING.test(text.slice(start, i)) ? 1 : -1;
  if (c === '以' && text[i + 1] === '及' && STRONG_UNIT_ENDING.test(text.slice(start, i))) return 2;
  if (
    (c === '和' || c === '及' || c === '与') &&
    i > start &&
    (text[i + 1] === '各' ? UNIT_ENDING : STRONG_UNIT_ENDING).test(text.slice(start, i)) &&
    restIsUnit(text, i + 1)
  )
    return 1;
  if (i > start && gapBefore(i) > 0 && spaceSeparates(text.slice(start, i), text.slice(i))) return 0;
  return -1;
}

function restIsUnit(text: string, from: number): boolean {
  const rest = text.slice(from, from + 24).split(/[、,;()]/)[0] ?? '';
  return rest.length >= 3 && UNIT_ENDING.test(rest);
}

/** 县教育局 县财政局 are two; 县委 组织部 and 县 教 育 局 are one. */
function spaceSeparates(left: string, right: string): boolean {
  if (/^各.{0,6}(?:乡镇|街道|[镇乡村])$/.test(left))
    return UNIT_ENDING.test(right.slice(0, 24).split(/[、,;()]/)[0] ?? '');
  if (left.length < 3 || !STRONG_UNIT_ENDING.test(left) || /(?:党委|[省市县区旗州]委|政府|人大|政协)$/.test(left))
    return false;
  const next = right.slice(0, 24).split(/[、,;()]/)[0] ?? '';
  return next.length >= 3 && UNIT_ENDING.test(next);
}

const strip = (name: string): string => name.replace(/^[\s、,;:。.]+|[\s、,;。.]+$/g, '');

/** 县教育局（列第一位的为牵头单位，下同） */
const SAYS_IT_IN_BRACKETS = /\((?:列|排)[^()]{0,8}(?:首|第一)[^()]*\)$/;

function cleanName(piece: Piece): string {
  const remark = SAYS_IT_IN_BRACKETS.exec(piece.text);
  if (remark) {
    const end = remark.index;
    return cleanName({ ...piece, text: piece.text.slice(0, end), printed: piece.printed.slice(0, end) });
  }
  const closing = CLOSING_VERB.exec(piece.text);
  if (closing && closing.index >= 2) {
    const end = closing.index;
    return cleanName({ ...piece, text: piece.text.slice(0, end), printed: piece.printed.slice(0, end) });
  }
  const open = OPEN_LIST.exec(piece.text);
  const end = open && open.index > 0 ? open.index : piece.printed.length;
  const name = piece.printed.slice(open && open.index === 0 ? piece.printed.length : 0, end).replace(/\s+/g, '');
  return /^(?:无|[-—/]+)$/.test(name) || SAYS_WHO_LEADS.test(piece.text) ? '' : name;
}
