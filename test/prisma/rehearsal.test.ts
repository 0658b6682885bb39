import { addDays, maxDay, minDay } from '../../domain/day.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Behaviour } from '../../domain/rehearsal/types.ts';
import type { Db } from '../../prisma/client.ts';
import { loadCountyDay, nextBusyDay } from '../../prisma/repositories/clock.ts';
import { type ExtraDaysInput, previewExtraDays, saveExtraDays } from '../../prisma/repositories/extraDayEdit.ts';
import { graphOf } from '../domain/process/diagram.ts';
import { everything, Generator, type Vocabulary } from '../domain/process/generate.ts';
import { Random } from '../domain/process/random.ts';
import { caseCount, seed } from '../domain/support/random.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, type TestCounty } from '../support/county.ts';
import { buildPlan, END_2020, MID_2020, YEAR_2020 } from '../support/plan.ts';
import { act, actsOn, foretold, lived, openInOrder } from '../support/rehearsed.ts';
import { playDay, settle } from '../support/settle.ts';
import { publishGraph } from '../support/versions.ts';

const FROM = '2020-03-02';
const bed = freshCounty({ businessDate: FROM });

/** Lives through the time on rows, as the daily round and people do, up to `until`. */
async function live(db: Db, county: TestCounty, behaviour: Behaviour, until: Day): Promise<void> {
  for (let day: Day = FROM; day <= until; ) {
    if (day !== FROM) await playDay(db, county.id, day);
    const today = await loadCountyDay(db, county.id);
    await settle(db);
    for (const { id } of await openInOrder(db)) {
      // What somebody else did on the day may have closed it.
      const item = await db.workItem.findUniqueOrThrow({ where: { id } });
      if (item.state !== 'OPEN') continue;
      const on = actsOn(item, behaviour, today);
      if (on !== null && on <= day) await act(db, county, item, behaviour);
      await settle(db);
    }
    const days = (await openInOrder(db)).flatMap((item) => actsOn(item, behaviour, today) ?? []);
    const busy = await nextBusyDay(db, county.id, day, until);
    const next = [...days, ...(busy === null ? [] : [busy])].map((on) => maxDay(on, addDays(day, 1)));
    const [first, ...rest] = next;
    if (first === undefined) return;
    day = minDay(first, ...rest);
  }
}

it.each<[string, Behaviour, Day]>([
  ['on time', { kind: 'onTime' }, '2021-02-20'],
  ['late by twelve working days', { kind: 'late', days: 12 }, '2021-02-20'],
  ['returned twice', { kind: 'returnedTwice' }, '2020-12-20'],
  ['never', { kind: 'never' }, '2020-09-20'],
])('what a rehearsal foretells is what rows do where units act %s', async (_how, behaviour, until) => {
  const { db, county } = bed;
  const { finance, water, school, town } = county.units;
  const { planId } = await buildPlan(db, county, {
    measures: [
      { responsible: [finance.name, water.name], supporting: [town.name], deadline: '2020-09-30' },
      { leads: [school.name], responsible: [water.name], deadline: '2020-05-15' },
      { responsible: [town.name], leaders: [], deadline: null },
    ],
    periods: [MID_2020, END_2020],
    years: [YEAR_2020],
  });
  const how = { planIds: [planId], from: FROM, until, behaviour };
  const told = await foretold(db, county, how);
  await live(db, county, behaviour, until);
  expect(told.length).toBeGreaterThan(20);
  expect(told).toEqual(await lived(db, how));
});

/** Gives a plan or a unit days off of its own, as an administrator does. */
async function takeOff(owner: ExtraDaysInput['owner'], ...days: Day[]): Promise<void> {
  const admin = await actorOf(bed.db, bed.county.posts.admin);
  const input = { owner, days: days.map((day) => ({ day, working: false, name: '停办' })) };
  const { version } = await previewExtraDays(bed.db, admin, input);
  await saveExtraDays(bed.db, admin, { ...input, reason: '停电检修', version });
}

it.each<Behaviour>([{ kind: 'late', days: 7 }, { kind: 'never' }])(
  'what a rehearsal foretells goes by the extra days of the plan and of its units (%j)',
  async (behaviour) => {
    const { db, county } = bed;
    const { finance, water, town } = county.units;
    await takeOff({ planId: null, unitId: water.id }, '2020-03-05', '2020-03-11', '2020-06-30');
    const { planId } = await buildPlan(db, county, {
      measures: [
        { responsible: [finance.name, water.name], supporting: [town.name], deadline: '2020-05-15' },
        { responsible: [water.name, finance.name], deadline: '2020-05-15' },
      ],
      periods: [MID_2020],
      years: [YEAR_2020],
    });
    await takeOff({ planId, unitId: null }, '2020-03-06', '2020-05-18');
    const how = { planIds: [planId], from: FROM, until: '2020-06-05', behaviour };
    const told = await foretold(db, county, how);
    await live(db, county, behaviour, how.until);
    expect(told).toEqual(await lived(db, how));
    const dueOf = (unitId: string) =>
      told.filter((line) => line.includes(` sign ${unitId} `)).map((line) => line.split(' ')[6]);
    expect(new Set(dueOf(water.id))).toEqual(new Set(['2020-03-12']));
    expect(new Set(dueOf(finance.id))).toEqual(new Set(['2020-03-10']));
  },
);

const OFFICE_ONLY: Vocabulary = { ...everything, calls: false };
const CASES = caseCount(10, 200);

it.each(Array.from({ length: CASES }, (_, at) => seed + at))(
  'what a rehearsal foretells of a definition made at random is what rows do (seed %i)',
  async (caseSeed) => {
    const { db, county } = bed;
    const { finance, water, town } = county.units;
    const graph = await graphOf(...new Generator(new Random(caseSeed), OFFICE_ONLY).definition(2));
    const { planId } = await buildPlan(db, county, {
      measures: [{ responsible: [finance.name, water.name], supporting: [town.name], deadline: '2020-09-30' }],
      periods: [MID_2020, END_2020],
      years: [YEAR_2020],
      settings: { measureVersionId: await publishGraph(db, county.measureVersionId, 2, graph) },
    });
    const behaviour = { kind: 'onTime' } as const;
    const how = { planIds: [planId], from: FROM, until: '2020-08-31', behaviour };
    const told = await foretold(db, county, how);
    await live(db, county, behaviour, how.until);
    expect(told).toEqual(await lived(db, how));
  },
);
