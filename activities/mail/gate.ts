/** Lets so many pieces of work in side by side, the others in the order in which they came. */
export function gate(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let inside = 0;
  const waiting: (() => void)[] = [];

  return async (work) => {
    if (inside >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside += 1;
    try {
      return await work();
    } finally {
      // Whoever comes next takes the place over.
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
