import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, SETTINGS } from '../../config.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const compose = read('docker-compose.yml');
const dockerfile = read('Dockerfile');
const example = read('.env.example');
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

/** Read by the compose file alone: they never reach our programs under these names. */
const COMPOSE_ONLY = [
  'POSTGRES_PASSWORD',
  'DUBAN_DB_PASSWORD',
  'TEMPORAL_DB_PASSWORD',
  'DUBAN_TAG',
  'DUBAN_BIND',
  'TEMPORAL_VERSION',
  'TEMPORAL_UI_VERSION',
];
const settingNames = Object.keys(SETTINGS);

/** The block of one service, without those after it. */
function service(name: string): string {
  const found = new RegExp(`\\n  ${name}:\\n([\\s\\S]*?)(?=\\n(?:  [\\w-]+:|\\S)|$)`).exec(compose);
  if (!found?.[1]) throw new Error(`no service ${name}`);
  return found[1];
}

/** What the compose file gives to api and worker, with the defaults it names and `filled` for the rest. */
function environment(filled: Record<string, string>): Record<string, string> {
  const block = /environment: &environment\n((?: {4}.+\n)+)/.exec(compose)?.[1] ?? '';
  const entries = [...block.matchAll(/^ {4}(\w+): (.+)$/gm)].map(([, name = '', value = '']) => {
    const text = value.replace(/^(['"])(.*)\1$/, '$2');
    return [name, text.replaceAll(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_, key: string, rest) => filled[key] ?? rest)];
  });
  return Object.fromEntries(entries);
}

/** `[node, dist/x/y.js]` in any of the forms that the two files use. */
const commands = [...`${compose}\n${dockerfile}`.matchAll(/dist\/([\w/]+)\.js/g)].map(([, path]) => path ?? '');

describe('docker-compose.yml', () => {
  it('uses only variables that the settings or .env.example know', () => {
    const used = [...compose.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name ?? '');
    expect(used.length).toBeGreaterThan(10);
    const unknown = used.filter((name) => !settingNames.includes(name) && !COMPOSE_ONLY.includes(name));
    expect(unknown).toEqual([]);
    for (const name of used) expect(example).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
  });

  it('gives our programs only settings that exist, and all that production needs', () => {
    const filled = {
      PUBLIC_URL: 'https://duban.example.gov.cn',
      SESSION_SECRET: 'q8Zr1v-Xy7Lm2Pn4Ks9Dw3Ft6Hb5Jc0Ae',
      DUBAN_DB_PASSWORD: 'a1b2c3d4',
      SMTP_URL: 'smtp://mailpit:1025',
      MAIL_FROM: '督办 <duban@example.gov.cn>',
    };
    const given = environment(filled);
    expect(Object.keys(given).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(loadConfig(given)).toMatchObject({ mode: 'production', host: '0.0.0.0', port: 3000, workerPort: 3001 });
    expect(given.DATABASE_URL).toBe('postgresql://duban:a1b2c3d4@postgres:5432/duban');
  });

  it('has no secret with a default: each stops the start when it is not filled in', () => {
    const secrets = ['SESSION_SECRET', 'POSTGRES_PASSWORD', 'DUBAN_DB_PASSWORD', 'TEMPORAL_DB_PASSWORD'];
    for (const name of [...secrets, 'SMTP_URL', 'PUBLIC_URL', 'MAIL_FROM']) {
      const uses = compose.match(new RegExp(`(?<!\\$)\\$\\{${name}[^}]*\\}`, 'g')) ?? [];
      expect(uses.length).toBeGreaterThan(0);
      for (const use of uses) expect(use).toMatch(/:\?/);
      expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
    }
  });

  it('asks for health where the programs answer', () => {
    const { PORT, WORKER_PORT } = environment({});
    expect(service('api')).toContain(`http://127.0.0.1:${PORT}/healthz`);
    expect(service('worker')).toContain(`http://127.0.0.1:${WORKER_PORT}/healthz`);
    expect(service('api')).toMatch(new RegExp(`:${PORT}\\n`));
    expect(dockerfile).toContain(`EXPOSE ${PORT} ${WORKER_PORT}`);
    expect(read('api/app.ts')).toContain(`'/healthz'`);
    expect(read('activities/worker.ts')).toContain(`'/healthz'`);
  });

  it('waits for the migration before it starts a program', () => {
    for (const name of ['api', 'worker']) {
      expect(service(name)).toContain('migrate: { condition: service_completed_successfully }');
    }
  });
});

describe('the image', () => {
  it('names programs whose source exists', () => {
    expect(new Set(commands)).toEqual(
      new Set(['api/server', 'api/adminCreate', 'activities/worker', 'prisma/migrate']),
    );
    for (const path of commands) expect(existsSync(join(ROOT, `${path}.ts`))).toBe(true);
  });

  it('runs only npm scripts that exist', () => {
    const used = [...dockerfile.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(Object.keys(manifest.scripts)).toContain(name);
  });

  it('finds every npm script at a file that exists', () => {
    const files = Object.values(manifest.scripts).flatMap((script) => script.match(/[\w/-]+\.(ts|mjs)\b/g) ?? []);
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

describe('.env.example', () => {
  it('carries the sentences of every setting', () => {
    for (const [name, { zh, en }] of Object.entries(SETTINGS)) {
      const [, lines] = new RegExp(`((?:^# .*\\n)+)(?:# )?${name}=`, 'm').exec(example) ?? [];
      expect(lines).toContain(`# ${zh}\n# ${en}\n`);
    }
  });

  it('names nothing that nobody reads', () => {
    const names = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name ?? '');
    expect(names.filter((name) => !settingNames.includes(name) && !COMPOSE_ONLY.includes(name))).toEqual([]);
  });
});

describe('the READMEs', () => {
  it.each(['README.md', 'README.zh-CN.md'] as const)('%s lists every setting with its sentence', (file) => {
    const text = read(file);
    for (const [name, sentences] of Object.entries(SETTINGS)) {
      expect(text).toContain(`| \`${name}\` | ${file === 'README.md' ? sentences.en : sentences.zh} |`);
    }
  });

  it.each(['README.md', 'README.zh-CN.md'])('%s names only npm scripts, folders and programs that exist', (file) => {
    const text = read(file);
    const scripts = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name ?? '');
    expect(scripts.filter((name) => !manifest.scripts[name])).toEqual([]);
    const folders = [...text.matchAll(/^\| `(\w+)\/` \|/gm)].map(([, name]) => name ?? '');
    expect(folders.length).toBeGreaterThan(8);
    expect(folders.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
    const programs = [...text.matchAll(/dist\/([\w/]+)\.js/g)].map(([, path]) => `${path}.ts`);
    expect(programs.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
