/** `npm run bench:process`: the pure interpreter, the compiler and the rehearsal, measured. Prints one JSON line. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseChineseDays, toCalendar } from '../domain/calendarData.ts';
import { defaultLadder } from '../domain/ladder/index.ts';
import { compile } from '../domain/process/compile.ts';
import { apply, start } from '../domain/process/interpreter.ts';
import type { Graph, ProcessContext } from '../domain/process/types.ts';
import { rehearse } from '../domain/rehearsal/rehearse.ts';
import { sampleMeasures, sampleParties } from '../domain/rehearsal/sample.ts';

const MEASURES = 500;
const RUNS = 200;
const FROM = '2020-01-02';
const UNTIL = '2021-01-31';

const bpmnXml = readFileSync(new URL('../workflows/definitions/measure-lifecycle.bpmn', import.meta.url), 'utf8');

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
const compiled = await compile(bpmnXml);
const compileMs = performance.now() - compileBegan;
if (!compiled.ok) throw new Error('the shipped lifecycle does not compile');
const { graph } = compiled;
let interpreted = interpret(graph);
const interpretMs = milliseconds(() => {
  interpreted = interpret(graph);
});
const json: unknown = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
const calendar = toCalendar(parseChineseDays(json));
let items = 0;
const rehearseMs = milliseconds(() => {
  const played = rehearse({
    ...{ graph, called: {}, measures: sampleMeasures(MEASURES, FROM), from: FROM, until: UNTIL, calendar },
    ...sampleParties,
    ...{ ladder: defaultLadder, behaviour: { kind: 'onTime' }, behaviours: {}, officeDays: 2 },
    periods: [
      { key: '2020-MID', opensOn: '2020-06-01', dueOn: '2020-06-30', cutOffOn: '2020-07-15' },
      { key: '2020-END', opensOn: '2020-12-01', dueOn: '2020-12-31', cutOffOn: '2021-01-15' },
    ],
    years: [{ key: '2020', opensOn: '2021-01-16' }],
  });
  items = played.items.length;
});

const round = (value: number) => Math.round(value * 10) / 10;
process.stdout.write(
  `${JSON.stringify({
    compileMs: round(compileMs),
    stepsPerSecond: Math.round((interpreted.steps / interpretMs) * 1000),
    stateBytes: interpreted.bytes,
    ...{ rehearsedMeasures: MEASURES, rehearsedItems: items, rehearseMs: Math.round(rehearseMs) },
  })}\n`,
);
