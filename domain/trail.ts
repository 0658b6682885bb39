/** Entries of a trail that a page tells at most; the server hands out one more where there are more. */
export const MOST_TOLD = 1000;
/** The same of trails that tell only what was done lately. */
export const LATELY_TOLD = 50;

/** What of a trail, the latest first, a page tells, and whether that leaves earlier entries out. */
export function toldOf<T>(trail: readonly T[], most: number): { told: readonly T[]; cut: boolean } {
  return { told: trail.slice(0, most), cut: trail.length > most };
}
