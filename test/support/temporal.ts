import { randomBytes } from 'node:crypto';

/** Address of the Temporal server of this run. */
export function temporalAddress(): string {
  const address = process.env.DUBAN_TEST_TEMPORAL_ADDRESS;
  if (!address) throw new Error('no Temporal server: this test belongs to the jest project "parts"');
  return address;
}

/** A task queue that no other test file uses: workers of two files never take each other's tasks. */
export function uniqueTaskQueue(prefix = 'test'): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}
