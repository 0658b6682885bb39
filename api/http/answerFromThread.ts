import { readlinkSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { DubanError } from '../../domain/errors.ts';
import type { ThreadAnswer, ThreadNews } from './runInThread.ts';

/** The thread's side of `runInThread`: does the work for each input that comes and posts what came of it. */
export function answerFromThread<I, T>(work: (input: I, onProgress: (progress: unknown) => void) => Promise<T>): void {
  const tell = (news: ThreadNews | ThreadAnswer<T>): void => parentPort?.postMessage(news);
  parentPort?.on('message', (input: I) => {
    tell({ kind: 'started', thread: ownThread() });
    void outcomeOf(() => work(input, (progress) => tell({ kind: 'progress', progress }))).then(tell);
  });
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
