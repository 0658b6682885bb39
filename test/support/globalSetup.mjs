import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts the parts for all test files of the run in a process of their own: Jest would turn our modules into
 * CommonJS here, and when Jest is killed the closed channel tells that process to stop the servers.
 */
export default async function globalSetup() {
  const script = fileURLToPath(new URL('./partsProcess.ts', import.meta.url));
  const child = fork(script, {
    execArgv: ['--import', 'tsx'],
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  globalThis.dubanParts = child;
  const addresses = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', () => reject(new Error('the test parts did not start')));
  });
  process.env.DUBAN_TEST_DATABASE_URL = addresses.databaseUrl;
  process.env.DUBAN_TEST_TEMPORAL_ADDRESS = addresses.temporalAddress;
}
