import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm';

/** This folder; the build copies the migrations beside the compiled file too. */
export const PRISMA_DIR = dirname(fileURLToPath(import.meta.url));
export const MIGRATIONS_DIR = join(PRISMA_DIR, 'migrations');

/** Tables of other programs that live beside ours: none. */
export const NO_FILTER: SchemaFilter = { externalTables: [], externalEnums: [] };

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

interface EngineModule {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

let loading: Promise<EngineModule> | undefined;

/** The engine's time limits (10 s for its lock) are never cleared; they must not keep a finished process alive. */
function withoutLingeringTimers(bindings: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const entries = Object.entries(bindings).map(([name, binding]): [string, WebAssembly.ImportValue] => {
    if (!name.startsWith('__wbg_setTimeout') || typeof binding !== 'function') return [name, binding];
    return [name, (...args: unknown[]) => (binding(...args) as NodeJS.Timeout).unref()];
  });
  return Object.fromEntries(entries);
}

/** Node 20 cannot import a `.wasm` file, so the package's own entry is done by hand: instantiate, bind, begin. */
async function loadEngine(): Promise<EngineModule> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindings = (await import(pathToFileURL(entry).href)) as EngineModule & WebAssembly.ModuleImports;
  const bytes = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'));
  const imports = { './schema_engine_bg.js': withoutLingeringTimers(bindings) };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

/**
 * The adapter, with scripts sent whole: the adapter's own way cuts a script at every `;`, also inside the body of a
 * function. Sent whole, a migration is one transaction too: it happens entirely or not at all. One connection, so
 * that the engine's advisory lock and its statements share a session.
 */
function wholeScripts(databaseUrl: string): { factory: PrismaPg; close(): Promise<void> } {
  const factory = new PrismaPg({ connectionString: databaseUrl, max: 1 });
  const opened: Adapter[] = [];
  const prepare = (adapter: Adapter): Adapter => {
    adapter.executeScript = async (script: string) => {
      await adapter.underlyingDriver().query(script);
    };
    opened.push(adapter);
    return adapter;
  };
  const connect = factory.connect.bind(factory);
  const connectToShadowDb = factory.connectToShadowDb.bind(factory);
  factory.connect = async () => prepare(await connect());
  factory.connectToShadowDb = async () => prepare(await connectToShadowDb());
  const close = async () => {
    for (const adapter of opened.reverse()) await adapter.dispose().catch(() => undefined);
  };
  return { factory, close };
}

/** Opens Prisma's schema engine on a database for one piece of work: no program is downloaded or started. */
export async function withEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
  datamodel?: string,
): Promise<T> {
  loading ??= loadEngine();
  const module = await loading;
  const { factory, close } = wholeScripts(databaseUrl);
  const datamodels: [string, string][] | undefined = datamodel ? [['schema.prisma', datamodel]] : undefined;
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(factory);
    const engine = await module.SchemaEngine.new({ datamodels }, () => undefined, adapter);
    return await work(engine);
  } finally {
    await close();
  }
}

/** The migrations of this version, in their order. */
export function readMigrations(baseDir: string = MIGRATIONS_DIR): MigrationList {
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(baseDir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
