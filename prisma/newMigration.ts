import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHome } from '../embedded/home.ts';
import { ensureDatabase, startPostgres } from '../embedded/postgres.ts';
import { MIGRATIONS_DIR, NO_FILTER, PRISMA_DIR, readMigrations, withEngine } from './schemaEngine.ts';

/**
 * `npm run migration:new -- NAME`: writes what schema.prisma has and the migrations do not have yet as a new
 * migration. `--first` makes the one first migration anew, with extra.sql (what the schema language cannot express)
 * at its end: only while no installation has it.
 */
const FIRST = '20261123120000_init';
const LOCK = 'provider = "postgresql"\n';

function difference(databaseUrl: string, fromNothing: boolean): Promise<string> {
  const schema = readFileSync(join(PRISMA_DIR, 'schema.prisma'), 'utf8');
  return withEngine(
    databaseUrl,
    async (engine) => {
      const { stdout } = await engine.diff({
        from: fromNothing ? { tag: 'empty' } : { tag: 'migrations', ...readMigrations() },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
        script: true,
        exitCode: null,
        filters: NO_FILTER,
      });
      return stdout ?? '';
    },
    schema,
  );
}

/** Migrations are compared by playing them into a database of their own, thrown away afterwards. */
async function inEmptyDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'duban-migration-'));
  const postgres = await startPostgres(openHome(dir), { safe: false });
  try {
    await ensureDatabase(postgres, 'shadow');
    return await work(postgres.url('shadow'));
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function main(args: string[]): Promise<void> {
  const first = args.includes('--first');
  const name = args.find((arg) => !arg.startsWith('--'))?.replaceAll(/\W+/g, '_');
  if (!first && !name) throw new Error('usage: npm run migration:new -- NAME');
  mkdirSync(MIGRATIONS_DIR, { recursive: true });
  writeFileSync(join(MIGRATIONS_DIR, 'migration_lock.toml'), LOCK);
  const sql = await inEmptyDatabase((url) => difference(url, first));
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
  process.stdout.write(`${file}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
