/** Pairs so frequent say nothing, and candidates so many are not all compared: the time stays linear in the text. */
const MOST_FREQUENT = 60;
const MOST_COMPARED = 24;

/** Finds among many headings those that are like a given one, by the pairs of characters that they share. */
export class Likeness<T> {
  readonly #items: { item: T; pairs: string[] }[];
  readonly #byPair = new Map<string, number[]>();
  readonly #byTitle = new Map<string, number[]>();

  constructor(items: T[], titleOf: (item: T) => string) {
    this.#items = items.map((item) => ({ item, pairs: pairsOf(titleOf(item)) }));
    for (const [i, { item, pairs }] of this.#items.entries()) {
      add(this.#byTitle, titleOf(item), i);
      for (const pair of new Set(pairs)) add(this.#byPair, pair, i);
    }
  }

  /** The likeliest of those that `mayBe` allows, with their share of common pairs (Dice), 0 to 1, in the items' order. */
  alike(title: string, mayBe: (item: T) => boolean): { item: T; share: number }[] {
    const pairs = pairsOf(title);
    const shared = new Map<number, number>();
    for (const pair of new Set(pairs)) {
      const places = this.#byPair.get(pair) ?? [];
      if (places.length <= MOST_FREQUENT) for (const i of places) shared.set(i, (shared.get(i) ?? 0) + 1);
    }
    const allowed = (i: number): boolean => {
      const entry = this.#items[i];
      return entry !== undefined && mayBe(entry.item);
    };
    const same = takeAllowed(this.#byTitle.get(title) ?? [], allowed);
    const near = [...shared]
      .filter(([i]) => allowed(i))
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MOST_COMPARED)
      .map(([i]) => i);
    return [...new Set([...same, ...near])]
      .sort((a, b) => a - b)
      .flatMap((i) => {
        const entry = this.#items[i];
        return entry ? [{ item: entry.item, share: dice(pairs, entry.pairs) }] : [];
      });
  }
}

/** The first few allowed places. */
function takeAllowed(places: number[], allowed: (i: number) => boolean): number[] {
  return places.slice(0, MOST_FREQUENT).filter(allowed).slice(0, MOST_COMPARED);
}

function add(index: Map<string, number[]>, key: string, place: number): void {
  const places = index.get(key);
  if (places) places.push(place);
  else index.set(key, [place]);
}

function pairsOf(text: string): string[] {
  const plain = text.replace(/[^\p{L}\p{N}]/gu, '');
  return Array.from({ length: Math.max(0, plain.length - 1) }, (_, i) => plain.slice(i, i + 2));
}

function dice(left: string[], right: string[]): number {
  const rest = [...right];
  let common = 0;
  for (const pair of left) {
    const at = rest.indexOf(pair);
    if (at < 0) continue;
    common++;
    rest.splice(at, 1);
  }
  const total = left.length + right.length;
  return total === 0 ? 0 : (2 * common) / total;
}
