const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const smallUnits: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const bigUnits: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/**
 * Reads a numeral as it stands in official Chinese: 十二, 两千, 二〇二一 (digit by digit), 一百零五, 1.2万, 3,000, 半,
 * 三分之一 is not a numeral here. Returns null for anything else.
 */
export function readNumeral(text: string): number | null {
  const s = text.replace(/[\s,]/g, '');
  if (s === '') return null;
  if (s === '半') return 0.5;
  const arabic = /^(\d+(?:\.\d+)?)([十百千万亿]*)$/.exec(s);
  if (arabic) return Number(arabic[1]) * unitProduct(arabic[2] ?? '');
  return readChinese(s);
}

function unitProduct(units: string): number {
  let product = 1;
  for (const u of units) product *= smallUnits[u] ?? bigUnits[u] ?? 1;
  return round(product);
}

function readChinese(s: string): number | null {
  const parts = [...s];
  if (parts.every((c) => c in digits)) {
    if (parts.length === 1) return digits[s] ?? null;
    return Number(parts.map((c) => digits[c]).join(''));
  }
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const c of parts) {
    const small = smallUnits[c];
    const big = bigUnits[c];
    if (c in digits) digit = digits[c] ?? 0;
    else if (small !== undefined) {
      section += (digit ?? 1) * small;
      digit = null;
    } else if (big !== undefined) {
      total = (total + section + (digit ?? 0)) * big;
      section = 0;
      digit = null;
    } else if (c === '半') {
      // 两年半, 一个半: the half counts for itself.
      section += 0.5;
    } else return null;
  }
  return total + section + (digit ?? 0);
}

const round = (x: number): number => Math.round(x * 1e6) / 1e6;
