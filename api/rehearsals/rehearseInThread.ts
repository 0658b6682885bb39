import type { SteppedProcess } from '../../domain/rehearsal/steps.ts';
import type { RehearsalSummary } from '../../domain/rehearsal/summary.ts';
import type { RehearsalInput, RehearsalResult, SubjectRef } from '../../domain/rehearsal/types.ts';
import { runInThread } from '../http/runInThread.ts';

/** A year of 500 measures takes less than a second; the rest is for several plans and a slow machine. */
const LIMITS = { cpuMs: 60_000, wallMs: 300_000, memoryMb: 512 };
/** Who steps through one process soon steps through another. */
const KEEP_MS = 60_000;

export interface ToPlay {
  input: RehearsalInput;
  mostItems: number;
  crowdedFrom: number;
}

/** `items` are the first by the day of opening; `summary` counts all. */
export interface Played extends RehearsalResult {
  summary: RehearsalSummary;
}

export interface ToStep {
  input: RehearsalInput;
  wanted: SubjectRef;
}

/** Plays a rehearsal in a thread of its own, so that a large one does not stop the server. */
export function rehearseInThread(toPlay: ToPlay): Promise<Played> {
  return runInThread('./rehearseWorker', import.meta.url, toPlay, LIMITS);
}

/** Plays one process of a rehearsal step by step, likewise. */
export function stepInThread(toStep: ToStep): Promise<SteppedProcess | null> {
  return runInThread('./stepWorker', import.meta.url, toStep, { ...LIMITS, keepMs: KEEP_MS });
}
