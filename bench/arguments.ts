/** Whole-number options of a benchmark: `--name 5`. Unknown names and values end it with a sentence. */
export function readNumbers<K extends string>(defaults: Record<K, number>): Record<K, number> {
  const values = { ...defaults };
  const words = process.argv.slice(2);
  for (let at = 0; at < words.length; at += 2) {
    const name = words[at]?.replace(/^--/, '') as K;
    const value = Number(words[at + 1]);
    if (!(name in defaults) || !Number.isInteger(value) || value < 1) {
      console.error(
        `Options: ${Object.keys(defaults)
          .map((key) => `--${key} N`)
          .join(' ')}`,
      );
      process.exit(1);
    }
    values[name] = value;
  }
  return values;
}

/** The value below which a share of the measurements lies. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));
