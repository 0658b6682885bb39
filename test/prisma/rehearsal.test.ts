import { addWorkingDays } from '../../domain/calendar.ts';
import { addDays, maxDay, minDay } from '../../domain/day.ts';
import type { Day, Graph } from '../../domain/process/types.ts';
import { rehearse } from '../../domain/rehearsal/rehearse.ts';
import type { Behaviour, RehearsedItem } from '../../domain/rehearsal/types.ts';
import type { Db } from '../../prisma/client.ts';
import type { WorkItem } from '../../prisma/generated/client.ts';
import { fromJson, toJson } from '../../prisma/json.ts';
import { type CountyDay, loadCountyDay, nextBusyDay } from '../../prisma/repositories/clock.ts';
import { acceptReview, returnReview } from '../../prisma/repositories/judging.ts';
import { readPlanToRehearse } from '../../prisma/repositories/rehearsalReads.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { graphOf } from '../domain/process/diagram.ts';
import { everything, Generator, type Vocabulary } from '../domain/process/generate.ts';
import { Random } from '../domain/process/random.ts';
import { caseCount, seed } from '../domain/support/random.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, type TestCounty } from '../support/county.ts';
import { buildPlan, END_2020, MID_2020, YEAR_2020 } from '../support/plan.ts';
import { playDay, settle } from '../support/settle.ts';

const FROM = '2020-03-02';
const OFFICE_DAYS = 2;
const bed = freshCounty({ businessDate: FROM });

/** The day on which whoever holds an item acts, by the same rules that the rehearsal promises to its reader. */
function actsOn(item: WorkItem, behaviour: Behaviour, { calendar }: CountyDay): Day | null {
  const { openedOn, dueOn, holderKind } = item;
  if (holderKind !== 'UNIT_HEAD') {
    const soon = addWorkingDays(calendar, openedOn, OFFICE_DAYS);
    return dueOn === null ? soon : maxDay(openedOn, minDay(soon, dueOn));
  }
  if (behaviour.kind === 'never') return null;
  const due = maxDay(openedOn, dueOn ?? openedOn);
  return behaviour.kind === 'late' ? addWorkingDays(calendar, due, behaviour.days) : due;
}

async function act(db: Db, county: TestCounty, item: WorkItem, behaviour: Behaviour): Promise<void> {
  const unit = Object.values(county.units).find(({ id }) => id === item.unitId);
  const post = item.holderKind === 'UNIT_HEAD' ? (unit?.head ?? '') : (item.postId ?? county.posts.office);
  const actor = await actorOf(db, post);
  if (item.reviewsId === null) {
    await submitWorkItem(db, actor, { id: item.id, text: '已办理' });
    return;
  }
  const judged = await db.workItem.findUniqueOrThrow({ where: { id: item.reviewsId } });
  if (behaviour.kind === 'returnedTwice' && judged.round <= 2) {
    await returnReview(db, actor, { id: item.id, reason: '不实' });
  } else {
    await acceptReview(db, actor, { id: item.id });
  }
}

/** Lives through the time on rows, as the daily round and people do, up to `until`. */
async function live(db: Db, county: TestCounty, behaviour: Behaviour, until: Day): Promise<void> {
  for (let day: Day = FROM; day <= until; ) {
    if (day !== FROM) await playDay(db, county.id, day);
    const today = await loadCountyDay(db, county.id);
    const open = () =>
      db.workItem.findMany({
        where: { measureId: { not: null }, state: { in: ['OPEN', 'PREPARED'] } },
        orderBy: { id: 'asc' },
      });
    await settle(db);
    for (const { id } of await open()) {
      // What somebody else did on the day may have closed it.
      const item = await db.workItem.findUniqueOrThrow({ where: { id } });
      if (item.state !== 'OPEN') continue;
      const on = actsOn(item, behaviour, today);
      if (on !== null && on <= day) await act(db, county, item, behaviour);
      await settle(db);
    }
    const days = (await open()).flatMap((item) => actsOn(item, behaviour, today) ?? []);
    const busy = await nextBusyDay(db, county.id, day, until);
    const next = [...days, ...(busy === null ? [] : [busy])].map((on) => maxDay(on, addDays(day, 1)));
    const [first, ...rest] = next;
    if (first === undefined) return;
    day = minDay(first, ...rest);
  }
}

interface Told {
  measureId: string;
  elementId: string;
  unitId: string | null;
  round: number;
  openedOn: Day;
  dueOn: Day | null;
  closedOn: Day | null;
  rungs: string[];
}

const line = (item: Told) =>
  [
    item.measureId,
    item.elementId,
    item.unitId,
    item.round,
    item.openedOn,
    item.dueOn,
    item.closedOn,
    ...item.rungs,
  ].join(' ');

const foretoldLine = (item: RehearsedItem) =>
  line({
    ...item,
    unitId: item.holder === 'unit' ? item.unitId : null,
    rungs: item.rungs.map(({ rung, on }) => `${rung}@${on}`),
  });

async function lived(db: Db): Promise<string[]> {
  const items = await db.workItem.findMany({ where: { measureId: { not: null } } });
  const claims = await db.escalation.findMany({ where: { state: { not: 'LISTED' } }, orderBy: { reachedOn: 'asc' } });
  return items
    .map((item) =>
      line({
        ...{ measureId: item.measureId ?? '', elementId: item.elementId, round: item.round },
        ...{ openedOn: item.openedOn, dueOn: item.dueOn, closedOn: item.submittedOn ?? item.closedOn },
        unitId: item.holderKind === 'UNIT_HEAD' ? item.unitId : null,
        rungs: claims
          .filter((claim) => claim.workItemId === item.id)
          .map(({ rung, reachedOn }) => `${rung}@${reachedOn}`),
      }),
    )
    .sort();
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
  const office = await actorOf(db, county.posts.office);
  const { calendar } = await loadCountyDay(db, county.id);
  const version = await db.definitionVersion.findUniqueOrThrow({ where: { id: county.measureVersionId } });
  const graph = fromJson<Graph>(version.graph);
  const { units: _units, ...part } = await readPlanToRehearse(db, office, planId, graph);
  const { items } = rehearse({
    ...{ ...part, graph, called: {}, from: FROM, until, calendar },
    ...{ behaviour, behaviours: {}, officeDays: OFFICE_DAYS },
  });
  await live(db, county, behaviour, until);
  const foretold = items.map(foretoldLine);
  expect(foretold.length).toBeGreaterThan(10);
  expect(foretold.sort()).toEqual(await lived(db));
});

const OFFICE_ONLY: Vocabulary = { ...everything, calls: false };
const CASES = caseCount(10, 200);

it.each(Array.from({ length: CASES }, (_, at) => seed + at))(
  'what a rehearsal foretells of a definition made at random is what rows do (seed %i)',
  async (caseSeed) => {
    const { db, county } = bed;
    const { finance, water, town } = county.units;
    const graph = await graphOf(...new Generator(new Random(caseSeed), OFFICE_ONLY).definition(2));
    await db.definitionVersion.update({ where: { id: county.measureVersionId }, data: { graph: toJson(graph) } });
    const { planId } = await buildPlan(db, county, {
      measures: [{ responsible: [finance.name, water.name], supporting: [town.name], deadline: '2020-09-30' }],
      periods: [MID_2020, END_2020],
      years: [YEAR_2020],
    });
    const office = await actorOf(db, county.posts.office);
    const { units: _units, ...part } = await readPlanToRehearse(db, office, planId, graph);
    const { calendar } = await loadCountyDay(db, county.id);
    const behaviour = { kind: 'onTime' } as const;
    const { items } = rehearse({
      ...{ ...part, graph, called: {}, from: FROM, until: '2020-08-31', calendar },
      ...{ behaviour, behaviours: {}, officeDays: OFFICE_DAYS },
    });
    await live(db, county, behaviour, '2020-08-31');
    expect(items.map(foretoldLine).sort()).toEqual(await lived(db));
  },
);
