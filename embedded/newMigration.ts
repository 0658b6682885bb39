import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS_DIR, NO_FILTER, PRISMA_DIR, withEngine } from '../prisma/schemaEngine.ts';
import { startParts } from './parts.ts';

/**
 * `npm run migration:new -- NAME`: writes what schema.prisma has and the migrations do not have yet as a new
 * migration. The schema that the migrations lead to is kept beside them (`migrations/schema.prisma`), and
 * the two are compared. `--first` makes the one first migration anew, with extra.sql (what the schema language cannot
 * express) at its end: only while no installation has it.
 */
const FIRST = '20261123120000_init';
const LOCK = 'provider = "postgresql"\n';
const KEPT = join(MIGRATIONS_DIR, 'schema.prisma');

function difference(databaseUrl: string, from: string | undefined, to: string): Promise<string> {
  return withEngine(
    databaseUrl,
    async (engine) => {
      const { stdout } = await engine.diff({
        from: from ? { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: from }] } : { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: to }] },
        script: true,
        exitCode: null,
        filters: NO_FILTER,
      });
      return stdout ?? '';
    },
    to,
  );
}

async function main(args: string[]): Promise<void> {
  const first = args.includes('--first');
  const name = args.find((arg) => !arg.startsWith('--'))?.replaceAll(/\W+/g, '_');
  if (!first && !name) throw new Error('usage: npm run migration:new -- NAME');
  const schema = readFileSync(join(PRISMA_DIR, 'schema.prisma'), 'utf8');
  // The engine asks the server which PostgreSQL it writes for; nothing is created there.
  const parts = await startParts({ temporal: 'none', safe: false });
  const before = first ? undefined : readFileSync(KEPT, 'utf8');
  const sql = await difference(parts.databaseUrl, before, schema).finally(() => parts.stop());
  if (!/^\s*(CREATE|ALTER|DROP)/m.test(sql)) {
    process.stdout.write('nothing to do: schema.prisma and the migrations agree\n');
    return;
  }
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATIONS_DIR, first ? FIRST : `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'migration.sql');
  writeFileSync(file, sql);
  const extra = join(PRISMA_DIR, 'extra.sql');
  if (first && existsSync(extra)) appendFileSync(file, `\n${readFileSync(extra, 'utf8')}`);
  writeFileSync(join(MIGRATIONS_DIR, 'migration_lock.toml'), LOCK);
  writeFileSync(KEPT, schema);
  process.stdout.write(`${file}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
