import { runInThread } from '../../http/runInThread.ts';
import type { LetterFacts } from './sheet.ts';

export interface LetterFileInput {
  letter: LetterFacts;
  format: 'pdf' | 'docx';
}

/** Renders a letter as PDF or Word document, in a thread of its own: embedding a Chinese font takes computing time. */
export async function letterFile(input: LetterFileInput): Promise<Buffer> {
  const limits = { cpuMs: 30_000, wallMs: 300_000, memoryMb: 512 };
  return Buffer.from(await runInThread<Uint8Array>('./fileWorker', import.meta.url, input, limits));
}
