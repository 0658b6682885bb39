import { runInThread } from '../../http/runInThread.ts';
import type { LetterFacts } from './sheet.ts';

/** What the thread does: render a letter, with the office's own Word template where it has one, or try one out. */
export type FileJob =
  | { job: 'render'; letter: LetterFacts; format: 'pdf' | 'docx'; form: Uint8Array | null }
  | { job: 'try'; form: Uint8Array };

const limits = { cpuMs: 30_000, wallMs: 300_000, memoryMb: 512 };
/** Letters are read one after the other. A thread that has read somebody's file is not used again. */
const ownLimits = { ...limits, keepMs: 60_000 };

/** Renders a letter as PDF or Word document, in a thread of its own: embedding a Chinese font takes computing time. */
export async function letterFile(input: Omit<Extract<FileJob, { job: 'render' }>, 'job'>): Promise<Buffer> {
  const job: FileJob = { job: 'render', ...input };
  const ofJob = input.form === null ? ownLimits : limits;
  return Buffer.from(await runInThread<Uint8Array>('./fileWorker', import.meta.url, job, ofJob));
}

/**
 * Tries a red-head Word template out where a hostile one cannot stop the server.
 *
 * @throws DubanError VALIDATION, DOCUMENT_UNREADABLE, DOCUMENT_TOO_LARGE with what to do about it.
 */
export async function requireSoundForm(form: Buffer): Promise<void> {
  const job: FileJob = { job: 'try', form: new Uint8Array(form) };
  await runInThread<Uint8Array>('./fileWorker', import.meta.url, job, limits);
}
