/** Minutes until a message is tried again after its first, second … try; after the last it is given up. */
const PAUSES = [1, 5, 15, 60, 180];

/** @returns minutes until the next try, or null where it is given up. */
export function pauseAfter(attempts: number): number | null {
  return PAUSES[attempts - 1] ?? null;
}
