import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { differences } from '../../demo/year/compare.ts';

const ROOT = join(import.meta.dirname, '../..');
const TIMEOUT_MS = 10 * 60_000;

interface Outcome {
  code: number | null;
  output: string;
  said: string;
}

function playTheYear(): Promise<Outcome> {
  const child = spawn(process.execPath, ['embedded/setup.mjs', 'demo/year.ts', '--json', '--unlimited'], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let output = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output, said })));
}

describe('the year of the demonstration plan', () => {
  it(
    'comes to what was worked out by hand, through the public API on real parts',
    async () => {
      const { code, output, said } = await playTheYear();
      if (output === '') throw new Error(said);
      const { wrong } = JSON.parse(output) as { wrong: string[] };
      expect(wrong).toEqual([]);
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );
});

describe('the comparison', () => {
  const expected = { rungs: { URGE: { '2020-07-01': 6 } }, deemed: ['a'] };

  it('finds nothing where all is as expected', () => {
    expect(differences(expected, structuredClone(expected))).toEqual([]);
  });

  it('names what is more, less, other or not there', () => {
    const actual = { rungs: { URGE: { '2020-07-01': 5, '2020-07-02': 1 } }, deemed: ['b'], late: 1 };
    expect(differences(expected, actual)).toEqual([
      'rungs.URGE.2020-07-01: expected 6, is 5',
      'rungs.URGE.2020-07-02: expected nothing, is 1',
      'deemed: expected ["a"], is ["b"]',
      'late: expected nothing, is 1',
    ]);
    expect(differences(expected, { deemed: ['a'] })).toEqual(['rungs: expected {"URGE":{"2020-07-01":6}}, is nothing']);
  });
});
