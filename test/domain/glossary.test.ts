import { readFileSync } from 'node:fs';
import { defaultLadder, rungGroups } from '../../domain/ladder/index.ts';
import { letterKindFacts, letterKinds } from '../../domain/letters/index.ts';
import { lights } from '../../domain/light.ts';
import { assignmentRoles } from '../../domain/parties.ts';
import { besideKinds, workItemKinds } from '../../domain/process/types.ts';
import { kindFacts, workItemActions, workItemStates } from '../../domain/workItem.ts';

const glossary = readFileSync(new URL('../../domain/glossary.md', import.meta.url), 'utf8');

describe('the glossary', () => {
  it.each([
    ...workItemKinds,
    ...workItemStates,
    ...workItemActions,
    ...rungGroups,
    ...defaultLadder.rungs.map((rung) => rung.key),
    ...assignmentRoles,
    ...lights,
  ])('explains %s', (identifier) => {
    expect(glossary).toContain(`\`${identifier}\``);
  });

  it.each(letterKinds)('names the letter %s and its series as the code does', (kind) => {
    const { label, series } = letterKindFacts[kind];
    expect(glossary).toContain(`| ${label.zh} | \`${kind}\` | ${series} |`);
  });

  it.each([...workItemKinds, ...besideKinds])('gives %s the label and the signature that the code gives it', (kind) => {
    const row = glossary.split('\n').find((line) => line.includes(`| \`${kind}\` |`));
    const cells = row?.split('|').map((cell) => cell.trim()) ?? [];
    const facts = kindFacts[kind];
    const last = { SUPERVISE: '督办', COPY: '抄送', REFER: '移送' }[facts.ladderUpTo as string] ?? '';
    expect(cells.slice(1, 6)).toEqual([
      facts.label.zh,
      `\`${kind}\``,
      facts.needsHeadSignature ? 'yes' : '',
      facts.reviewed ? 'yes' : '',
      last,
    ]);
  });
});
