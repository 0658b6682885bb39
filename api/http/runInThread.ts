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

/** What a thread starts with; what it is to work on comes as a message. */
export interface ThreadData {
  module: string;
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
  /**
   * How long a thread waits for the next call of its module after it has answered: to load a module again costs many
   * times what a short call does. Left out, each call has a thread of its own.
   */
  keepMs?: number;
}

/** A thread that has answered and waits for the next call of its module. */
interface Kept {
  worker: Worker;
  take: () => void;
}

/** At most one for each module. */
const kept = new Map<string, Kept>();

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
  const worker = takeKept(module) ?? startThread(module, fromSource, limits);
  return new Promise<T>((resolve, reject) => {
    const watch = watchTime(limits, (reason) => finish(() => reject(overLimit(reason)), false));
    let finished = false;
    const finish = (settle: () => void, answered: boolean): void => {
      if (finished) return;
      finished = true;
      watch.stop();
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      settle();
      if (answered && limits.keepMs !== undefined) keep(module, worker, limits.keepMs);
      else end(worker);
    };
    const onMessage = (message: ThreadAnswer<T> | ThreadNews): void => {
      if (message.kind === 'started') watch.follow(message.thread);
      else if (message.kind === 'progress') {
        watch.progressed();
        onProgress(message.progress);
      } else finish(() => settleWith(message, resolve, reject), true);
    };
    const onError = (error: NodeJS.ErrnoException): void =>
      finish(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? overLimit('out of memory') : error), false);
    const onExit = (code: number): void => finish(() => reject(overLimit(`the thread ended with code ${code}`)), false);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(input);
  });
}

function startThread(module: string, fromSource: boolean, { memoryMb }: ThreadLimits): Worker {
  const start = fromSource ? new URL('./threadFromSource.mjs', import.meta.url) : new URL(module);
  return new Worker(start, {
    workerData: { module } satisfies ThreadData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
}

function takeKept(module: string): Worker | undefined {
  const waiting = kept.get(module);
  waiting?.take();
  return waiting?.worker;
}

/** It ends by itself when nobody has called for so long, and keeps no process from ending. */
function keep(module: string, worker: Worker, keepMs: number): void {
  if (kept.has(module)) {
    end(worker);
    return;
  }
  const leave = (): void => {
    take();
    end(worker);
  };
  const take = (): void => {
    kept.delete(module);
    clearTimeout(timer);
    worker.off('error', leave);
    worker.off('exit', leave);
    worker.ref();
  };
  const timer = setTimeout(leave, keepMs).unref();
  worker.on('error', leave);
  worker.on('exit', leave);
  worker.unref();
  kept.set(module, { worker, take });
}

/** What a thread still says that nobody listens to any more must not end the process. */
function end(worker: Worker): void {
  worker.on('error', () => undefined);
  void worker.terminate();
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
