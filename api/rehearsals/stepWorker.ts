import { type SteppedProcess, stepThrough } from '../../domain/rehearsal/steps.ts';
import { answerFromThread } from '../http/answerFromThread.ts';
import type { ToStep } from './rehearseInThread.ts';

answerFromThread(
  ({ input, wanted }: ToStep): Promise<SteppedProcess | null> => Promise.resolve(stepThrough(input, wanted)),
);
