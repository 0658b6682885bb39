import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';

const root = join(import.meta.dirname, '../..');

/** Runs the command as the npm script does. */
function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', ...args],
      { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

describe('the import command', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'duban-import-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints the draft as JSON and nothing else', async () => {
    const { code, stdout } = await run('importer/cli.ts', 'demo/plan.txt');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ plan: { documentNumber: '禾发〔2019〕21号' }, warnings: [] });
  });

  it('prints warnings beside it', async () => {
    const poem = join(folder, 'poem.txt');
    writeFileSync(poem, '床前明月光，\n疑是地上霜。\n');
    const { code, stdout, stderr } = await run('importer/cli.ts', poem);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).measures).toEqual([]);
    expect(stderr).toContain('没有找到措施');
  });

  it.each([
    ['a file that is not there', 'missing.txt'],
    ['a folder', 'demo'],
  ])('says in one line what is wrong with %s', async (_, file) => {
    const { code, stdout, stderr } = await run('importer/cli.ts', file);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('reads a text in the encoding asked for, and knows no others', async () => {
    const file = join(folder, 'big5.txt');
    writeFileSync(file, iconv.encode('雲嶺縣修路方案\n一、修路。把路修好。\n責任單位：縣交通局\n', 'big5'));
    const { code, stdout } = await run('importer/cli.ts', '--encoding', 'big5', file);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).plan.title).toBe('雲嶺縣修路方案');
    expect(await run('importer/cli.ts', '--encoding', 'latin1', file)).toMatchObject({ code: 2, stdout: '' });
  });

  it('checks a folder of plans against its gold and fails where it falls short', async () => {
    const { mkdirSync, copyFileSync } = await import('node:fs');
    for (const part of ['plans', 'gold']) mkdirSync(join(folder, part));
    copyFileSync(join(root, 'demo/plan.txt'), join(folder, 'plans/demo.txt'));
    writeFileSync(join(folder, 'gold/demo.json'), '{}');
    const scoreOf = (measures: number): string =>
      `console.log(JSON.stringify({ measures: ${measures}, leaders: 1, leadUnits: 1, responsibleUnits: 1, responsiblePersons: 1, supportingUnits: 1, resultMeasures: 17, deadlines: 1, indicators: 1, duties: null, assessment: null, escalation: null, planFieldsRight: [1, 2, 3, 4, 5] }));`;
    writeFileSync(join(folder, 'score-import.mjs'), scoreOf(1));
    expect(await run('importer/check-plans.ts', folder)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('ok   demo.txt'),
    });
    writeFileSync(join(folder, 'score-import.mjs'), scoreOf(0.9));
    expect(await run('importer/check-plans.ts', folder)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('below what is required: measures'),
    });
  });
});
