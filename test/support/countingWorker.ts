import { answerFromThread } from '../../api/http/answerFromThread.ts';

let calls = 0;

/** A thread that says the how-manieth call it answers; asked to spin, it computes for ever. */
answerFromThread(async (spin: boolean) => {
  while (spin) Math.random();
  calls += 1;
  return calls;
});
