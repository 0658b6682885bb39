import { DubanError } from '../../domain/errors.ts';
import { runInThread } from '../http/runInThread.ts';
import { MOST_XML } from './schema.ts';

/** A process of 400 elements is drawn in a second or two; the rest is for a slow machine. */
const LIMITS = { cpuMs: 20_000, wallMs: 120_000, memoryMb: 256 };

/**
 * `drawingFor` in a thread of its own; a text that takes too long, or that a drawing would make too long to be saved,
 * stays without one.
 */
export async function layoutInThread(bpmnXml: string): Promise<string | null> {
  try {
    const drawn = await runInThread<string | null>('./layoutWorker', import.meta.url, bpmnXml, LIMITS);
    return drawn !== null && drawn.length <= MOST_XML ? drawn : null;
  } catch (error) {
    if (error instanceof DubanError && error.code === 'DOCUMENT_UNREADABLE') return null;
    throw error;
  }
}
