import { StartError } from '../../embedded/errors.ts';
import { removeLeftovers, startParts } from '../../embedded/parts.ts';
import { migrate } from '../../prisma/migrate.ts';
import { TEMPLATE_DATABASE } from './database.ts';

/** One PostgreSQL and one Temporal server for a test run, and a migrated database to copy. Stops with its parent. */
async function main(): Promise<void> {
  const orphaned = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
  await removeLeftovers();
  const say = (zh: string, en: string) => console.log(`${zh}\n${en}`);
  const parts = await startParts({ temporal: 'memory', safe: false, database: TEMPLATE_DATABASE, say });
  try {
    await migrate(parts.databaseUrl);
    process.send?.({ databaseUrl: parts.databaseUrl, temporalAddress: parts.temporalAddress });
    await orphaned;
  } finally {
    await parts.stop();
  }
}

main().catch((error: Error) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
