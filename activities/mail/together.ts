/**
 * Calls that come while one is under way go together in the next: what many do side by side costs one statement.
 *
 * @param work Answers the inputs in their order; what it throws reaches each of them.
 */
export function together<I, O>(work: (inputs: I[]) => Promise<O[]>): (input: I) => Promise<O> {
  let waiting: { input: I; resolve(output: O): void; reject(error: unknown): void }[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    // Whoever calls in the same tick comes along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const calls = waiting;
      waiting = [];
      try {
        const outputs = await work(calls.map((call) => call.input));
        for (const [index, call] of calls.entries()) call.resolve(outputs[index] as O);
      } catch (error) {
        for (const call of calls) call.reject(error);
      }
    }
    running = false;
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!running) void run();
    });
}
