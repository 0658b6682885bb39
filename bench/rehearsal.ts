import { createRequire } from 'node:module';
import { parseChineseDays, toCalendar } from '../domain/calendarData.ts';
import { shippedLimits } from '../domain/countyLimits.ts';
import { addDays } from '../domain/day.ts';
import { defaultLadder } from '../domain/ladder/index.ts';
import type { Graph } from '../domain/process/types.ts';
import { rehearse } from '../domain/rehearsal/rehearse.ts';
import { samplePosts } from '../domain/rehearsal/sample.ts';
import type { Behaviour, RehearsedMeasure } from '../domain/rehearsal/types.ts';

const MEASURES = 500;
const UNITS = 40;
const FROM = '2020-01-02';
const UNTIL = '2021-01-31';
const roles = ['LEAD', 'LEAD', 'RESPONSIBLE', 'SUPPORTING', 'SUPPORTING'] as const;
const behaviours: Behaviour[] = [
  { kind: 'onTime' },
  { kind: 'late', days: 8 },
  { kind: 'never' },
  { kind: 'returnedTwice' },
];

/** 500 measures of five units each, in twelve patterns; `unlike`: no two have the same days, so that nothing is shared. */
function measures(unlike: boolean): RehearsedMeasure[] {
  return Array.from({ length: MEASURES }, (_, index) => ({
    ...{ id: `m${index}`, title: `措施${index}`, urgent: false, leaderPostIds: [`l${index % 20}`] },
    ...{ deadline: addDays('2020-04-30', unlike ? index : (index % 12) * 20), deadlineKind: 'date' },
    units: roles.map((role, n) => {
      const unitId = `u${(index * 3 + n * 7) % UNITS}`;
      return { key: `a${index}-${n}`, unitId, name: unitId, role };
    }),
  }));
}

/** A year of a plan of 500 measures with five units each: items, and the time of the behaviour that costs most. */
export function measureRehearsal(measureGraph: Graph, unitGraph: Graph) {
  const json: unknown = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
  const calendar = toCalendar(parseChineseDays(json));
  const play = (behaviour: Behaviour, unlike: boolean) =>
    rehearse({
      plans: [
        {
          ...{ id: 'plan', title: '测量方案', launchedOn: FROM, measureGraph, unitGraph, ladder: defaultLadder },
          ...{ officeUnitId: 'office', approverPostId: 'head', measures: measures(unlike) },
          periods: [
            { key: '2020-MID', opensOn: '2020-06-01', dueOn: '2020-06-30', cutOffOn: '2020-07-15' },
            { key: '2020-END', opensOn: '2020-12-01', dueOn: '2020-12-31', cutOffOn: '2021-01-15' },
          ],
          years: [{ key: '2020', opensOn: '2021-01-16' }],
        },
      ],
      ...{
        called: {},
        posts: samplePosts,
        from: FROM,
        until: UNTIL,
        calendar,
        ownDays: [],
        ladderUses: [],
        stepLadders: {},
      },
      ...{ behaviour, behaviours: {}, officeDays: 2, limits: shippedLimits },
    }).items.length;
  const timed = (unlike: boolean) => {
    const runs = behaviours.map((behaviour) => {
      const [began, cpu] = [performance.now(), process.cpuUsage()];
      const items = play(behaviour, unlike);
      const { user, system } = process.cpuUsage(cpu);
      return { items, ms: performance.now() - began, cpuMs: (user + system) / 1000 };
    });
    const slowest = runs.reduce((worst, run) => (run.cpuMs > worst.cpuMs ? run : worst));
    return { items: slowest.items, ms: Math.round(slowest.ms), cpuMs: Math.round(slowest.cpuMs) };
  };
  return { measures: MEASURES, unitsEach: roles.length, slowest: timed(false), slowestWithNoTwoAlike: timed(true) };
}
