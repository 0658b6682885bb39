/** Numbers that vary without chance, so that a failing document can be made again. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Choices made with one row of numbers. */
export class Chooser {
  constructor(readonly random: () => number) {}

  /** 0 … limit - 1. */
  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** 1 … most different ones that are not `taken`. */
  some<T>(from: readonly T[], most: number, taken: readonly T[] = []): T[] {
    const free = from.filter((one) => !taken.includes(one));
    const wanted = 1 + this.below(most);
    return Array.from({ length: Math.min(wanted, free.length) }, () => free.splice(this.below(free.length), 1)[0] as T);
  }

  shuffled<T>(from: readonly T[]): T[] {
    const rest = [...from];
    return Array.from({ length: rest.length }, () => rest.splice(this.below(rest.length), 1)[0] as T);
  }
}
