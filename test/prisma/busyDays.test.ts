import { nextBusyDay } from '../../prisma/repositories/clock.ts';
import { claimDigests } from '../../prisma/repositories/digests.ts';
import { changeUnits } from '../../prisma/repositories/plannedUnitChanges.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan } from '../support/plan.ts';
import { playDay } from '../support/settle.ts';

const bed = freshCounty();
const FRIDAY = '2020-03-06';
const LATER = '2020-12-31';

const busyAfter = (day: string) => nextBusyDay(bed.db, bed.county.id, day, LATER);

/** Everything open has been told of and has no rung to come: only what a test adds makes a day busy. */
async function quietCounty() {
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units.finance.name] }] });
  await playDay(bed.db, bed.county.id, '2020-03-05');
  await bed.db.workItem.updateMany({ data: { nextRungOn: null, deemOn: null } });
  await bed.db.timer.deleteMany();
}

it('a change of units that was put down for later makes its day busy, until it is made or taken back', async () => {
  await quietCounty();
  const actor = await actorOf(bed.db, bed.county.posts.admin);
  const rename = { kind: 'RENAME' as const, id: bed.county.units.finance.id, name: '县财金局', reason: '更名' };
  await changeUnits(bed.db, actor, rename, '2020-04-01');
  expect(await busyAfter(FRIDAY)).toBe('2020-04-01');
  await playDay(bed.db, bed.county.id, '2020-04-01');
  expect(await busyAfter('2020-04-02')).toBeNull();
});

it('a notice made after the round makes the next day busy, until a digest carries it', async () => {
  await quietCounty();
  expect(await busyAfter(FRIDAY)).toBeNull();
  const item = await bed.db.workItem.findFirstOrThrow();
  const person = await bed.db.person.findFirstOrThrow();
  await bed.db.notice.create({
    data: {
      ...{ id: 'letter', countyId: bed.county.id, personId: person.id, workItemId: item.id },
      ...{ kind: 'LETTER', day: FRIDAY, reason: 'holder' },
    },
  });
  expect(await busyAfter(FRIDAY)).toBe('2020-03-07');
  await claimDigests(bed.db, bed.county.id, '2020-03-07');
  expect(await busyAfter('2020-03-08')).toBe('2020-03-09');
  await claimDigests(bed.db, bed.county.id, '2020-03-09');
  expect(await busyAfter('2020-03-09')).toBeNull();
});

it('a notice that was withdrawn makes no day busy', async () => {
  await quietCounty();
  await bed.db.notice.updateMany({ data: { digestId: null, withdrawnOn: FRIDAY } });
  expect(await bed.db.notice.count()).toBeGreaterThan(0);
  expect(await busyAfter(FRIDAY)).toBeNull();
});
