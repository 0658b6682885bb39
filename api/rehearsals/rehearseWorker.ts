import { rehearse } from '../../domain/rehearsal/rehearse.ts';
import { summarize } from '../../domain/rehearsal/summary.ts';
import type { RehearsalInput } from '../../domain/rehearsal/types.ts';
import { answerFromThread } from '../http/answerFromThread.ts';
import type { Played } from './rehearseInThread.ts';

await answerFromThread((input: RehearsalInput): Promise<Played> => {
  const result = rehearse(input);
  return Promise.resolve({ result, summary: summarize(result) });
});
