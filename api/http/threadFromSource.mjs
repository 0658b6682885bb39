/** Starts a thread's TypeScript module when the program runs from source; in a build the thread starts it itself. */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
