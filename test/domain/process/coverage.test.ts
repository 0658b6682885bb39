import { readdirSync, readFileSync } from 'node:fs';
import { extensionPackage } from '../../../domain/process/extension.ts';

const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const documented = text('docs/bpmn.md');

/** Rows of the tables, without their heads. */
const rows = documented
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !/proved in \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const testFiles = ['prisma', 'domain', 'domain/process', 'domain/rehearsal', 'domain/forms', 'unit'].flatMap((folder) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => ({ file, source: text(`test/${folder}/${file}`) })),
);

it('the table of what is run names tests that exist', () => {
  expect(rows.length).toBeGreaterThan(40);
  const missing = rows.filter(([, , , file = '', test = '']) => {
    const named = testFiles.filter((one) => one.file === file.replaceAll('`', ''));
    return test === '' || !named.some(({ source }) => source.includes(`'${test}'`));
  });
  expect(missing).toEqual([]);
});

it('every attribute of the extension is in the table', () => {
  // Elements of its own have attributes without a prefix; those of BPMN's elements carry it.
  const attributes = extensionPackage.types.flatMap((type) =>
    type.properties.map((property) =>
      'isMany' in property ? '' : `\`${'extends' in type ? 'duban:' : ''}${property.name}\``,
    ),
  );
  expect(attributes.filter((name) => !documented.includes(name))).toEqual([]);
});

/** Names in capitals that are no reasons: what a rule for a day is called by its reader, and a purpose. */
const otherNames = ['SHORTER_THAN_A_DAY', 'UNIT_IN_PLAN'];

it('every reason for a refusal that the table names is given by the code, and the other way round', () => {
  const sources = ['process', 'forms']
    .flatMap((folder) =>
      readdirSync(new URL(`../../../domain/${folder}`, import.meta.url))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => text(`domain/${folder}/${file}`)),
    )
    .join('\n');
  const [, refused = ''] = documented.split('## Refused');
  const named = [...refused.matchAll(/`([A-Z_]{5,})`/g)].map((match) => match[1] ?? '');
  expect(named.filter((name) => !sources.includes(`'${name}'`))).toEqual([]);
  const given = [...sources.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map((match) => match[1] ?? '');
  expect(new Set(given).size).toBeGreaterThan(60);
  expect(given.filter((name) => !named.includes(name) && !otherNames.includes(name))).toEqual([]);
});
