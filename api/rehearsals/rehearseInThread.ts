import type { RehearsalSummary } from '../../domain/rehearsal/summary.ts';
import type { RehearsalInput, RehearsalResult } from '../../domain/rehearsal/types.ts';
import { runInThread } from '../http/runInThread.ts';

/** A year of 500 measures takes seconds; the rest is for a slow machine. */
const LIMITS = { cpuMs: 60_000, wallMs: 300_000, memoryMb: 512 };

export interface Played {
  result: RehearsalResult;
  summary: RehearsalSummary;
}

/** Plays a rehearsal in a thread of its own, so that a large one does not stop the server. */
export function rehearseInThread(input: RehearsalInput): Promise<Played> {
  return runInThread('./rehearseWorker', import.meta.url, input, LIMITS);
}
