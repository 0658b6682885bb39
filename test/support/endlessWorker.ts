import { answerFromThread } from '../../api/http/answerFromThread.ts';

/** A thread that computes for ever. */
answerFromThread(async () => {
  for (;;) Math.random();
});
