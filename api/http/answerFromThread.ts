import { parentPort, workerData } from 'node:worker_threads';
import { DubanError } from '../../domain/errors.ts';
import type { ThreadAnswer, ThreadInput } from './runInThread.ts';

/** The thread's side of `runInThread`: does the work and posts what came of it. */
export async function answerFromThread<I, T>(work: (input: I) => Promise<T>): Promise<void> {
  const { input } = workerData as ThreadInput;
  parentPort?.postMessage(await outcomeOf(() => work(input as I)));
}

async function outcomeOf<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { kind: 'result', result: await work() };
  } catch (error) {
    if (error instanceof DubanError) return { kind: 'refused', code: error.code, userMessage: error.userMessage };
    return { kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
