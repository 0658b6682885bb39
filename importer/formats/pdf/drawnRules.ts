import { OPS } from 'unpdf/pdfjs';
import type { Rules } from './geometry.ts';

export type Matrix = [number, number, number, number, number, number];

/** What a page draws, as the library lists it. */
export interface Operators {
  fnArray: number[];
  argsArray: unknown[];
}

const SHORTEST = 6;
/** A line may be drawn as a filled bar of this thickness. */
const THICKEST = 3;
/** Parts of a path in the library's lists: what follows each is that many numbers. */
const PARTS = { moveTo: 0, lineTo: 1, curveTo: 2, closePath: 3 } as const;
const NUMBERS: readonly number[] = [2, 2, 6, 0];
const MOST_RULES = 20_000;

/** The straight lines along the axes that a page draws, as `upright` turns it: borders of tables, as strokes, bars or frames. */
export function drawnRules({ fnArray, argsArray }: Operators, upright: Matrix): Rules {
  const rules: Rules = { horizontal: [], vertical: [] };
  const saved: Matrix[] = [];
  let matrix = upright;
  for (const [i, operator] of fnArray.entries()) {
    const args = argsArray[i];
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? matrix;
    else if (operator === OPS.transform) matrix = times(matrix, numbers(args));
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      matrix = times(matrix, numbers(Array.isArray(args) ? args[0] : null));
    } else if (operator === OPS.constructPath && Array.isArray(args) && args[0] !== OPS.endPath)
      readPath(numbers(Array.isArray(args[1]) ? args[1][0] : null), matrix, rules);
    if (rules.horizontal.length + rules.vertical.length > MOST_RULES) break;
  }
  return rules;
}

const numbers = (value: unknown): number[] =>
  Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<number>, Number) : [];

/** First `b`, then `a`. */
export function times(a: Matrix, b: readonly number[]): Matrix {
  const [b0 = 1, b1 = 0, b2 = 0, b3 = 1, b4 = 0, b5 = 0] = b;
  return [
    a[0] * b0 + a[2] * b1,
    a[1] * b0 + a[3] * b1,
    a[0] * b2 + a[2] * b3,
    a[1] * b2 + a[3] * b3,
    a[0] * b4 + a[2] * b5 + a[4],
    a[1] * b4 + a[3] * b5 + a[5],
  ];
}

interface Point {
  x: number;
  y: number;
}

/** Each straight part becomes a rule; a bar becomes its two long sides, which later fall together. */
function readPath(path: number[], m: Matrix, rules: Rules): void {
  let from: Point | null = null;
  let first: Point | null = null;
  const lineTo = (to: Point): void => {
    if (from) addRule(rules, from, to);
    from = to;
  };
  for (let i = 0; i < path.length; ) {
    const part = path[i] ?? 0;
    const count = NUMBERS[part];
    if (count === undefined) return;
    const [x = 0, y = 0] = path.slice(i + 1 + count - 2, i + 1 + count);
    const to = { x: m[0] * x + m[2] * y + m[4], y: m[1] * x + m[3] * y + m[5] };
    if (part === PARTS.lineTo) lineTo(to);
    else if (part === PARTS.closePath) {
      if (first) lineTo(first);
    } else {
      from = to;
      if (part === PARTS.moveTo) first = to;
    }
    i += 1 + count;
  }
}

function addRule(rules: Rules, a: Point, b: Point): void {
  const [dx, dy] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  if (dx >= SHORTEST && dy <= THICKEST / 2)
    rules.horizontal.push({ at: (a.y + b.y) / 2, from: Math.min(a.x, b.x), to: Math.max(a.x, b.x) });
  else if (dy >= SHORTEST && dx <= THICKEST / 2)
    rules.vertical.push({ at: (a.x + b.x) / 2, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) });
}
