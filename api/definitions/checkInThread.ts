import { DubanError } from '../../domain/errors.ts';
import type { DrawingChanges } from '../../domain/process/changes.ts';
import type { CheckOptions, CheckResult } from '../../domain/process/check.ts';
import { runInThread } from '../http/runInThread.ts';

/** A large process is checked in a second; the rest is for a slow machine. Who draws has each change checked. */
const LIMITS = { cpuMs: 30_000, wallMs: 120_000, memoryMb: 256, keepMs: 60_000 };

export interface CheckInput {
  bpmnXml: string;
  options: CheckOptions;
  /** What it was before, to say what differs. */
  before?: string;
}

export interface CheckAnswer extends CheckResult {
  /** What differs from what was before; left out where that was not given. */
  changes?: DrawingChanges;
}

/**
 * Checks a BPMN text in a thread of its own: a drawing made to be slow must not stop the server.
 *
 * @throws DubanError DEFINITION_INVALID where it exceeds the limits.
 */
export async function checkInThread(input: CheckInput): Promise<CheckAnswer> {
  try {
    return await runInThread<CheckAnswer>('./checkWorker', import.meta.url, input, LIMITS);
  } catch (error) {
    if (!(error instanceof DubanError) || error.code !== 'DOCUMENT_UNREADABLE') throw error;
    const userMessage = {
      zh: '流程过于复杂，未能在限定时间内检查完，请拆成几个流程',
      en: 'The process is too complex to be checked within the limits; split it',
    };
    throw new DubanError('DEFINITION_INVALID', userMessage, { cause: error });
  }
}
