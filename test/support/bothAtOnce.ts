import pg from 'pg';
import type { Bed } from './bed.ts';
import { untilWaiting } from './untilWaiting.ts';

/** Holds an opening just before it writes its item; meanwhile `other` is begun. Both then go on. */
export async function bothAtOnce(
  { db, url }: Pick<Bed, 'db' | 'url'>,
  open: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<void> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE "WorkItem" IN SHARE MODE');
    const opening = open();
    // One that fails waits for nothing.
    await Promise.race([untilWaiting(db, 1), opening]);
    const done = other();
    await untilWaiting(db, 2);
    await holder.query('ROLLBACK');
    await Promise.all([opening, done]);
  } finally {
    await holder.end();
  }
}
