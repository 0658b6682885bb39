import { readlinkSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { DubanError } from '../../domain/errors.ts';
import type { ThreadAnswer, ThreadInput, ThreadNews } from './runInThread.ts';

/** The thread's side of `runInThread`: does the work and posts what came of it. */
export async function answerFromThread<I, T>(
  work: (input: I, onProgress: (progress: unknown) => void) => Promise<T>,
): Promise<void> {
  const { input } = workerData as ThreadInput;
  const tell = (news: ThreadNews): void => parentPort?.postMessage(news);
  tell({ kind: 'started', thread: ownThread() });
  parentPort?.postMessage(await outcomeOf(() => work(input as I, (progress) => tell({ kind: 'progress', progress }))));
}

/** The number by which Linux knows this thread; null on other systems. */
function ownThread(): string | null {
  try {
    return readlinkSync('/proc/thread-self').split('/').at(-1) ?? null;
  } catch {
    return null;
  }
}

async function outcomeOf<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { kind: 'result', result: await work() };
  } catch (error) {
    if (error instanceof DubanError) return { kind: 'refused', code: error.code, userMessage: error.userMessage };
    return { kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
