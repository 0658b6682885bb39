const DIGITS = '〇一二三四五六七八九';
const PLACES = ['', '十', '百', '千'];
const FORMAL = '零壹贰叁肆伍陆柒捌玖';
const FORMAL_PLACES = ['', '拾', '佰', '仟'];
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

/** 1–9999 in Chinese as headings are numbered: 十一, 一百零五. */
export function chineseNumber(value: number, digits = DIGITS, places: readonly string[] = PLACES): string {
  if (!Number.isInteger(value) || value < 1 || value > 9999) return String(value);
  const zero = digits === DIGITS ? '零' : (digits[0] ?? '');
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += (gap ? zero : '') + (digits[digit] ?? '') + (places[place] ?? '');
    gap = false;
  }
  return digits === DIGITS ? text.replace(/^一十/, '十') : text;
}

const roman = (value: number): string => {
  const steps: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  if (value > 3999) return String(value);
  let left = value;
  let text = '';
  for (const [size, sign] of steps) {
    while (left >= size) {
      text += sign;
      left -= size;
    }
  }
  return text;
};

const letters = (value: number): string =>
  value > 780 ? String(value) : String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));

const fromBlock = (first: number, most: number, otherwise: (value: number) => string) => (value: number) =>
  value >= 1 && value <= most ? String.fromCharCode(first + value - 1) : otherwise(value);

/** Number formats of ECMA-376 part 1, 17.18.59, as far as office programs for Chinese offer them. */
const formats: Record<string, (value: number) => string> = {
  chineseCounting: chineseNumber,
  chineseCountingThousand: chineseNumber,
  japaneseCounting: chineseNumber,
  taiwaneseCounting: chineseNumber,
  taiwaneseCountingThousand: chineseNumber,
  ideographDigital: (value) => [...String(value)].map((d) => DIGITS[Number(d)]).join(''),
  japaneseDigitalTenThousand: (value) => [...String(value)].map((d) => DIGITS[Number(d)]).join(''),
  chineseLegalSimplified: (value) => chineseNumber(value, FORMAL, FORMAL_PLACES),
  ideographTraditional: (value) => STEMS[(value - 1) % 10] ?? '',
  ideographZodiac: (value) => BRANCHES[(value - 1) % 12] ?? '',
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: (value) => String(value).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
  decimalEnclosedCircle: fromBlock(0x2460, 20, String),
  decimalEnclosedCircleChinese: fromBlock(0x2460, 20, String),
  decimalEnclosedParen: fromBlock(0x2474, 20, (value) => `(${value})`),
  decimalEnclosedFullstop: fromBlock(0x2488, 20, (value) => `${value}.`),
  ideographEnclosedCircle: fromBlock(0x3280, 10, (value) => `(${chineseNumber(value)})`),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperLetter: letters,
  lowerLetter: (value) => letters(value).toLowerCase(),
};

/** A number as a list of that format prints it; an unknown format prints digits. */
export const printNumber = (value: number, format: string): string => (formats[format] ?? String)(value);
