import { rehearse } from '../../domain/rehearsal/rehearse.ts';
import { summarize } from '../../domain/rehearsal/summary.ts';
import { answerFromThread } from '../http/answerFromThread.ts';
import type { Played, ToPlay } from './rehearseInThread.ts';

answerFromThread(({ input, mostItems, crowdedFrom }: ToPlay): Promise<Played> => {
  const result = rehearse(input);
  const summary = summarize(result, { crowdedFrom, until: input.until });
  const items = result.items.sort((a, b) => a.openedOn.localeCompare(b.openedOn)).slice(0, mostItems);
  return Promise.resolve({ ...result, items, summary });
});
