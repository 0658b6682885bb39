import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { briefs } from './support.ts';

const FOLDER = join(import.meta.dirname, 'cases');

interface Case {
  name: string;
  document: string;
  expected: string[];
}

/** Each case: ### and its name, the document, a line ---, then one line for each measure as `brief` prints it. */
function casesOf(file: string): Case[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((block) => {
      const [head = '', expected = ''] = block.split(/^---\n/m);
      const lineEnd = head.indexOf('\n');
      return {
        name: head.slice(0, lineEnd),
        document: head.slice(lineEnd + 1),
        expected: expected.split('\n').filter((line) => line !== ''),
      };
    });
}

describe.each(readdirSync(FOLDER))('documents of %s', (file) => {
  it.each(casesOf(file))('reads $name', ({ document, expected }) => {
    expect(briefs(document)).toEqual(expected);
  });
});
