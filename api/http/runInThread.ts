import { Worker } from 'node:worker_threads';
import { DubanError, type ErrorCode, type UserMessage } from '../../domain/errors.ts';
import { watchTime } from './threadTime.ts';

/** What a thread posts back: a result, an expected failure, or a fault's text for the log. */
export type ThreadAnswer<T> =
  | { kind: 'result'; result: T }
  | { kind: 'refused'; code: ErrorCode; userMessage: UserMessage }
  | { kind: 'fault'; message: string };

/** What a thread says on the way: who it is, and how far it has come. */
export type ThreadNews = { kind: 'started'; thread: string | null } | { kind: 'progress'; progress: unknown };

/** What a thread is given. */
export interface ThreadInput {
  module: string;
  input: unknown;
}

export interface ThreadLimits {
  /**
   * Computing time altogether, and (`stallCpuMs`) without any progress. It is the thread's own, so that a busy machine refuses nothing;
   * where the system does not tell it, `wallMs` alone counts.
   */
  cpuMs: number;
  stallCpuMs?: number;
  wallMs: number;
  memoryMb: number;
}

/**
 * Runs a module in a thread of its own, so that a document made to be slow or huge cannot stop the server.
 *
 * @param name Path of the module without its extension (the source runs as `.ts`, the build as `.js`).
 * @throws DubanError what the thread refused with, or DOCUMENT_UNREADABLE where it exceeded its limits.
 */
export function runInThread<T>(
  name: string,
  base: string,
  input: unknown,
  limits: ThreadLimits,
  onProgress: (progress: unknown) => void = () => undefined,
): Promise<T> {
  const fromSource = base.endsWith('.ts');
  const module = new URL(`${name}${fromSource ? '.ts' : '.js'}`, base).href;
  const start = fromSource ? new URL('./threadFromSource.mjs', import.meta.url) : new URL(module);
  const worker = new Worker(start, {
    workerData: { module, input } satisfies ThreadInput,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  });
  return new Promise<T>((resolve, reject) => {
    const watch = watchTime(limits, (reason) => finish(() => reject(overLimit(reason))));
    let finished = false;
    const finish = (settle: () => void): void => {
      if (finished) return;
      finished = true;
      watch.stop();
      settle();
      void worker.terminate();
    };
    worker.on('message', (message: ThreadAnswer<T> | ThreadNews) => {
      if (finished) return;
      if (message.kind === 'started') watch.follow(message.thread);
      else if (message.kind === 'progress') {
        watch.progressed();
        onProgress(message.progress);
      } else finish(() => settleWith(message, resolve, reject));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      finish(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? overLimit('out of memory') : error)),
    );
    worker.once('exit', (code) => finish(() => reject(overLimit(`the thread ended with code ${code}`))));
  });
}

function settleWith<T>(answer: ThreadAnswer<T>, resolve: (value: T) => void, reject: (error: Error) => void): void {
  if (answer.kind === 'result') resolve(answer.result);
  else if (answer.kind === 'refused') reject(new DubanError(answer.code, answer.userMessage));
  else reject(new Error(answer.message));
}

function overLimit(reason: string): DubanError {
  return new DubanError(
    'DOCUMENT_UNREADABLE',
    {
      zh: '文档过于复杂，未能在限定时间内读完，请拆分或另存为纯文本后再试',
      en: 'The document is too complex to be read within the limits; split it or save it as plain text',
    },
    { message: `document thread: ${reason}` },
  );
}
