import { answerFromThread } from '../../api/http/answerFromThread.ts';

/** A thread that computes for ever. */
await answerFromThread(async () => {
  for (;;) Math.random();
});
