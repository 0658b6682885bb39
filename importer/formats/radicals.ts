/** Radicals of Unicode's supplement that are printed like a character of simplified text, and that character. */
const SUPPLEMENT: Record<string, string> = {
  '⺁': '厂',
  '⺎': '兀',
  '⺝': '月',
  '⺟': '母',
  '⺠': '民',
  '⺩': '王',
  '⺬': '示',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻗': '雨',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻪': '黾',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
  // Of the Kangxi radicals the one whose own equivalent is the traditional form.
  '⼾': '户',
};

/**
 * Some programs write radicals and compatibility forms for common characters into their PDFs (⼯ for 工), and copies of
 * these go into other files. Each becomes the character that it looks like; the length of the text stays.
 */
export const withoutRadicals = (text: string): string =>
  text.replace(/[\u2329\u232a\u2e80-\u2fdf\uf900-\ufaff]/g, (sign) => {
    const plain = SUPPLEMENT[sign] ?? sign.normalize('NFKC');
    return plain.length === 1 ? plain : sign;
  });
