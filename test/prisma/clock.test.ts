import { beginClockMove, clockState, endClockMove, nextBusyDay, stepClock } from '../../prisma/repositories/clock.ts';
import { claimDigests } from '../../prisma/repositories/digests.ts';
import { announceOpened } from '../../prisma/repositories/notices.ts';
import { finishRound } from '../../prisma/repositories/round.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';

const bed = freshCounty();

async function launch() {
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units.finance.name] }] });
}

it('stands still on no day on which something falls due, and skips those on which nothing does', async () => {
  await launch();
  const { id } = bed.county;
  expect(await nextBusyDay(bed.db, id, '2020-03-02', '2020-12-31')).toBe('2020-03-03');
  await announceOpened(bed.db, id, '2020-03-03');
  await claimDigests(bed.db, id, '2020-03-03');
  expect(await nextBusyDay(bed.db, id, '2020-03-03', '2020-12-31')).toBe('2020-03-09');
  expect(await nextBusyDay(bed.db, id, '2020-03-03', '2020-03-08')).toBeNull();
});

it('comes to the working day on which what was noticed on a day off is mailed', async () => {
  await launch();
  const { id } = bed.county;
  await setDay(bed.db, id, '2020-03-07');
  await announceOpened(bed.db, id, '2020-03-07');
  expect(await claimDigests(bed.db, id, '2020-03-07')).toBe(0);
  expect(await nextBusyDay(bed.db, id, '2020-03-07', '2020-03-31')).toBe('2020-03-08');
  await setDay(bed.db, id, '2020-03-09');
  expect(await claimDigests(bed.db, id, '2020-03-09')).toBe(1);
});

it('gives an unfinished day again, so that a repeated step skips nothing', async () => {
  await launch();
  const { id } = bed.county;
  expect(await stepClock(bed.db, id, '2020-03-31')).toBe('2020-03-03');
  expect(await stepClock(bed.db, id, '2020-03-31')).toBe('2020-03-03');
  await finishRound(bed.db, id, '2020-03-03');
  await announceOpened(bed.db, id, '2020-03-03');
  await claimDigests(bed.db, id, '2020-03-03');
  expect(await stepClock(bed.db, id, '2020-03-04')).toBeNull();
  expect((await clockState(bed.db, id)).businessDate).toBe('2020-03-04');
});

it('is moved by one at a time, and never backwards', async () => {
  const office = await actorOf(bed.db, bed.county.posts.office);
  await refusal(beginClockMove(bed.db, office, '2020-03-01'), 'CLOCK_BACKWARDS');
  const moves = await Promise.allSettled(['2020-03-05', '2020-03-06'].map((to) => beginClockMove(bed.db, office, to)));
  expect(moves.map((move) => move.status).sort()).toEqual(['fulfilled', 'rejected']);
  await refusal(beginClockMove(bed.db, office, '2020-03-09'), 'CLOCK_BUSY');
  expect((await clockState(bed.db, bed.county.id)).settled).toBe(false);
  await endClockMove(bed.db, bed.county.id);
  await beginClockMove(bed.db, office, '2020-03-09');
});
