import { readFileSync } from 'node:fs';
import { rungGroups, rungKeys } from '../../domain/ladder/index.ts';
import { lights } from '../../domain/light.ts';
import { assignmentRoles } from '../../domain/parties.ts';
import { workItemKinds } from '../../domain/process/types.ts';
import { kindFacts, workItemActions, workItemStates } from '../../domain/workItem.ts';

const glossary = readFileSync(new URL('../../domain/glossary.md', import.meta.url), 'utf8');

describe('the glossary', () => {
  it.each([
    ...workItemKinds,
    ...workItemStates,
    ...workItemActions,
    ...rungGroups,
    ...rungKeys,
    ...assignmentRoles,
    ...lights,
  ])('explains %s', (identifier) => {
    expect(glossary).toContain(`\`${identifier}\``);
  });

  it.each(workItemKinds)('gives %s the label and the signature that the code gives it', (kind) => {
    const row = glossary.split('\n').find((line) => line.includes(`| \`${kind}\` |`));
    const cells = row?.split('|').map((cell) => cell.trim()) ?? [];
    const facts = kindFacts[kind];
    const last = { SUPERVISE: '督办', REFER: '移送' }[facts.ladderUpTo as string] ?? '';
    expect(cells.slice(1, 6)).toEqual([
      facts.label.zh,
      `\`${kind}\``,
      facts.needsHeadSignature ? 'yes' : '',
      facts.reviewed ? 'yes' : '',
      last,
    ]);
  });
});
