import { compile } from '../../../domain/process/compile.ts';
import { holderRules, type Node, workItemKinds } from '../../../domain/process/types.ts';
import { diagram } from './diagram.ts';
import { Generator } from './generate.ts';
import { Random } from './random.ts';

/** Kinds that ask for more than a text when they are handed in. */
const withFieldsOfTheirOwn = ['ASSIGN', 'SHEET', 'FILL'];
/** Kinds that are judging, which every task that reviews another one stands for, and a kind like another. */
const likeOthers = ['VERIFY', 'CLOSE'];
/** Holders that only the process of a unit, or only one county, knows. */
const elsewhere = ['planUnit', 'post'];

function traitsOf(node: Node): string[] {
  const traits = [node.type === 'endEvent' && node.terminate ? 'terminate end' : node.type];
  if (node.type === 'boundaryTimer') traits.push(node.interrupting ? 'interrupting' : 'not interrupting');
  if ('timer' in node) traits.push(`timer ${node.timer.base}`, `timer in ${node.timer.unit}`);
  if ('loop' in node && node.loop !== undefined) {
    const { collection, sequential, complete } = node.loop;
    traits.push(`over ${collection}`, sequential ? 'in sequence' : 'side by side', `until ${complete}`);
  }
  if (node.type !== 'userTask') return traits;
  const { kind, holder, due, ladderUpTo, deemedAfter, signWithin, reviews } = node.task;
  traits.push(`kind ${kind}`, `holder ${holder}`, `due ${due.base}`, `due in ${due.unit}`, `ladder ${ladderUpTo}`);
  if (deemedAfter !== undefined) traits.push('deemed');
  if (signWithin !== undefined) traits.push('signed for');
  if (reviews !== undefined) traits.push('judges');
  return traits;
}

it('definitions made at random have every kind of element, holder, day, ladder and term', async () => {
  const found = new Set<string>();
  for (let seed = 1; seed <= 300; seed += 1) {
    const facts = ['fact1', 'fact2', 'nothing'];
    const result = await compile(diagram(...new Generator(new Random(seed)).definition(3)), { facts });
    if (!result.ok) throw new Error(`seed ${seed}: ${result.problems.map(({ message }) => message.en).join('\n')}`);
    for (const node of Object.values(result.graph.nodes)) for (const trait of traitsOf(node)) found.add(trait);
  }
  const bases = ['opened', 'deadline', 'date', 'period.opensOn', 'period.dueOn', 'period.cutOffOn', 'year.opensOn'];
  const wanted = [
    ...['startEvent', 'endEvent', 'terminate end', 'userTask', 'serviceTask', 'exclusiveGateway', 'parallelGateway'],
    ...['inclusiveGateway', 'timerEvent', 'boundaryTimer', 'subProcess', 'callActivity'],
    ...['interrupting', 'not interrupting', 'in sequence', 'side by side', 'until all', 'until first', 'until 2'],
    ...['answerableUnits', 'supportingUnits', 'reportingPeriods', 'assessmentYears'].map((name) => `over ${name}`),
    ...bases.flatMap((base) => [`due ${base}`, `timer ${base}`]),
    ...['timer due', 'due in days', 'due in workingDays', 'timer in days', 'timer in workingDays'],
    ...workItemKinds
      .filter((kind) => ![...withFieldsOfTheirOwn, ...likeOthers].includes(kind))
      .map((kind) => `kind ${kind}`),
    ...holderRules.filter((holder) => !elsewhere.includes(holder)).map((holder) => `holder ${holder}`),
    ...['undefined', 'REMIND', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'].map((end) => `ladder ${end}`),
    ...['deemed', 'signed for', 'judges'],
  ];
  expect(wanted.filter((trait) => !found.has(trait))).toEqual([]);
});
