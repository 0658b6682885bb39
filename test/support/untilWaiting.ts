import type { Db } from '../../prisma/client.ts';

/** Until so many statements of this database wait for somebody else's lock. */
export async function untilWaiting(db: Db, n: number): Promise<void> {
  for (;;) {
    const rows = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if ((rows[0]?.n ?? 0) >= n) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
