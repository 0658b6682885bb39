import { NO_FILTER, readMigrations, withEngine } from '../../prisma/schemaEngine.ts';

/** Brings an empty database to where an installation stood before `migration` (the name of its folder). */
export async function migratedBefore(url: string, migration: string): Promise<void> {
  const { migrationDirectories, ...rest } = readMigrations();
  const before = migrationDirectories.filter(({ path }) => path < migration);
  await withEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList: { ...rest, migrationDirectories: before }, filters: NO_FILTER }),
  );
}
