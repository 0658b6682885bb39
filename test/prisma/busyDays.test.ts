import { nextBusyDay } from '../../prisma/repositories/clock.ts';
import { claimDigests } from '../../prisma/repositories/digests.ts';
import { freshCounty } from '../support/bed.ts';
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
