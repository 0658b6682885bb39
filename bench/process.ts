/**
 * `npm run bench:process`: the pure interpreter, the compiler, the rehearsal, and the events of a lifecycle on
 * Temporal, measured. Prints one JSON line.
 */
import { readFileSync } from 'node:fs';
import { compile } from '../domain/process/compile.ts';
import { apply, start } from '../domain/process/interpreter.ts';
import type { Graph, ProcessContext } from '../domain/process/types.ts';
import { measureEvents } from './events.ts';
import { measureRehearsal } from './rehearsal.ts';

const RUNS = 200;
const FROM = '2020-01-02';

const textOf = (name: string) => readFileSync(new URL(`../workflows/definitions/${name}`, import.meta.url), 'utf8');

async function graphOf(name: string): Promise<Graph> {
  const compiled = await compile(textOf(name));
  if (!compiled.ok) throw new Error(`${name} does not compile`);
  return compiled.graph;
}

function milliseconds(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** Five answerable units, two periods, one year. */
const context: ProcessContext = {
  facts: { hasAnswerable: true, hasLeader: true, hasDeadline: true },
  collections: {
    answerableUnits: ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key })),
    reportingPeriods: [{ key: '2020-MID' }, { key: '2020-END' }],
    assessmentYears: [{ key: '2020' }],
  },
};

/** Starts instances and closes each one's signing, unit by unit. @returns steps taken and bytes of one state. */
function interpret(graph: Graph): { steps: number; bytes: number } {
  let steps = 0;
  let bytes = 0;
  for (let run = 0; run < RUNS; run += 1) {
    let { state, effects } = start(graph, context, FROM);
    steps += 1;
    const open = effects.flatMap((effect) => (effect.type === 'openWorkItem' ? [effect.key] : []));
    for (const key of open) {
      ({ state, effects } = apply(graph, state, { type: 'workItemClosed', key, outcome: 'ACCEPTED', day: FROM }));
      steps += 1;
    }
    bytes = Buffer.byteLength(JSON.stringify(state));
  }
  return { steps, bytes };
}

const compileBegan = performance.now();
const graph = await graphOf('measure-lifecycle.bpmn');
const compileMs = performance.now() - compileBegan;
let interpreted = interpret(graph);
const interpretMs = milliseconds(() => {
  interpreted = interpret(graph);
});
const round = (value: number) => Math.round(value * 10) / 10;
process.stdout.write(
  `${JSON.stringify({
    compileMs: round(compileMs),
    stepsPerSecond: Math.round((interpreted.steps / interpretMs) * 1000),
    stateBytes: interpreted.bytes,
    rehearsal: measureRehearsal(graph, await graphOf('unit-in-plan.bpmn')),
    lifecycle: await measureEvents(),
  })}\n`,
);
