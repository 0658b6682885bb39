import { defaultLadder } from '../../domain/ladder/index.ts';
import { approveEscalation } from '../../prisma/repositories/escalations.ts';
import { askForExplanation } from '../../prisma/repositories/explanations.ts';
import { saveLadder } from '../../prisma/repositories/ladders.ts';
import { fileObjection } from '../../prisma/repositories/objections.ts';
import { SHIPPED_LADDER } from '../../prisma/repositories/setup.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays } from '../support/settle.ts';
import { untilWaiting } from '../support/untilWaiting.ts';

const bed = freshCounty();
const WITHIN = 3;

/** A report due on 30 June 2020 that nobody hands in, on the day on which its talk is reached. */
async function reachTalk(explain: boolean) {
  const { units, posts, id } = bed.county;
  let settings = {};
  if (explain) {
    const rungs = defaultLadder.rungs.map((rung) => (rung.key === 'TALK' ? { ...rung, explainWithin: WITHIN } : rung));
    const ladder = { ...defaultLadder, rungs };
    const admin = await actorOf(bed.db, posts.admin);
    await saveLadder(bed.db, admin, { name: SHIPPED_LADDER, ladder, version: 1, reason: '约谈前先听取说明' });
    const saved = await bed.db.ladder.findFirstOrThrow({
      where: { name: SHIPPED_LADDER },
      orderBy: { version: 'desc' },
    });
    settings = { ladderId: saved.id };
  }
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [{ leads: [units.finance.name] }], settings });
  await playDay(bed.db, id, '2020-06-01');
  const report = await itemOf(bed.db, { measureId: measureIds[0], kind: 'REPORT' });
  await playDays(bed.db, id, '2020-06-30', '2020-07-14');
  const talk = await bed.db.escalation.findFirstOrThrow({ where: { workItemId: report.id, rung: 'TALK' } });
  return { report, talk, leader: await actorOf(bed.db, posts.leader), head: await actorOf(bed.db, units.finance.head) };
}

/** The item by which the unit explains before one rung is decided; its sheet climbs too and has one of its own. */
const explainItem = (rungId: string) =>
  bed.db.workItem.findFirstOrThrow({ where: { kind: 'EXPLAIN', key: { endsWith: rungId } } });
const reachedOn = async (workItemId: string, rung: string) =>
  (await bed.db.escalation.findFirst({ where: { workItemId, rung } }))?.reachedOn ?? null;
const told = (escalationId: string) => bed.db.notice.findMany({ where: { kind: 'EXPLAINED', escalationId } });

it('the ladder asks the unit to explain; until it has, nobody approves and its clock stands still', async () => {
  const { talk, report, leader, head } = await reachTalk(true);
  const explain = await explainItem(talk.id);
  expect(explain).toMatchObject({ dueOn: '2020-07-17', deemOn: '2020-07-18', state: 'OPEN' });
  await refusal(approveEscalation(bed.db, leader, { id: talk.id, reason: '同意' }), 'CONFLICT');

  await playDay(bed.db, bed.county.id, '2020-07-15');
  await submitWorkItem(bed.db, head, { id: explain.id, text: '项目用地手续未批' });
  expect((await told(talk.id)).length).toBe(1);
  await approveEscalation(bed.db, leader, { id: talk.id, reason: '说明理由不充分' });
  // One working day waited for the explanation: the copy comes five after the approval, as the ladder spaces them.
  await playDays(bed.db, bed.county.id, '2020-07-16', '2020-07-24');
  expect(await reachedOn(report.id, 'COPY')).toBe('2020-07-22');
  expect(await breaches(bed.db)).toEqual([]);
});

it('a unit that says nothing loses its say, not the days: then it is decided', async () => {
  const { talk, leader, report } = await reachTalk(true);
  await playDays(bed.db, bed.county.id, '2020-07-15', '2020-07-20');
  expect((await explainItem(talk.id)).state).toBe('DEEMED');
  expect((await told(talk.id)).map(({ day }) => day)).toEqual(['2020-07-18']);
  await approveEscalation(bed.db, leader, { id: talk.id, reason: '逾期未说明' });
  const { frozen } = await bed.db.workItem.findUniqueOrThrow({ where: { id: report.id } });
  expect(frozen).toEqual([{ from: '2020-07-14', to: '2020-07-18' }]);
});

it('what is handed in meanwhile ends the asking with the rung', async () => {
  const { talk, report, head } = await reachTalk(true);
  await submitWorkItem(bed.db, head, { id: report.id, text: '已补报' });
  expect((await explainItem(talk.id)).state).toBe('CANCELLED');
});

it('whoever decides asks by hand, once, where the ladder does not', async () => {
  const { talk, leader } = await reachTalk(false);
  expect(await bed.db.workItem.count({ where: { kind: 'EXPLAIN' } })).toBe(0);
  await askForExplanation(bed.db, leader, { id: talk.id, within: 2 });
  expect(await explainItem(talk.id)).toMatchObject({ dueOn: '2020-07-16' });
  await refusal(askForExplanation(bed.db, leader, { id: talk.id, within: 2 }), 'CONFLICT');
  await refusal(
    askForExplanation(bed.db, await actorOf(bed.db, bed.county.posts.otherLeader), { id: talk.id, within: 2 }),
    'FORBIDDEN',
  );
});

describe('items that are handed in while the round locks them in the order of their ids', () => {
  /** The item beside the report gets an id after the report's, so that the round comes to it second. */
  async function placedAfter(id: string): Promise<string> {
    const later = `z${id}`;
    await bed.db.$transaction([
      bed.db.$executeRaw`UPDATE "WorkItem" SET id = ${later} WHERE id = ${id}`,
      bed.db.$executeRaw`UPDATE "Escalation" SET "explainItemId" = ${later} WHERE "explainItemId" = ${id}`,
      bed.db.$executeRaw`UPDATE "Objection" SET "itemId" = ${later} WHERE "itemId" = ${id}`,
    ]);
    return later;
  }

  /** The round has the first and comes to the second while `handIn` is under way. */
  async function whileLocking(first: string, second: string, handIn: () => Promise<void>): Promise<void> {
    let underWay: Promise<void> = Promise.resolve();
    const round = bed.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM "WorkItem" WHERE id = ${first} FOR UPDATE`;
      underWay = handIn();
      await untilWaiting(bed.db, 1);
      await tx.$queryRaw`SELECT id FROM "WorkItem" WHERE id = ${second} FOR UPDATE`;
    });
    const ended = await Promise.allSettled([round.then(() => underWay), round]);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  }

  it('an explanation', async () => {
    const { talk, report, head } = await reachTalk(true);
    const explain = await placedAfter((await explainItem(talk.id)).id);
    await whileLocking(report.id, explain, () => submitWorkItem(bed.db, head, { id: explain, text: '手续未批' }));
    expect(await told(talk.id)).toHaveLength(1);
  });

  it('a decision about an objection', async () => {
    const { report, head } = await reachTalk(false);
    await fileObjection(bed.db, head, { target: { about: 'LIGHT', workItemId: report.id }, text: '已按期报送纸质件' });
    const objection = await bed.db.objection.findFirstOrThrow();
    const decision = await placedAfter(objection.itemId);
    const leader = await actorOf(bed.db, bed.county.posts.leader);
    await whileLocking(report.id, decision, () =>
      submitWorkItem(bed.db, leader, { id: decision, text: '属实', outcome: 'lifted' }),
    );
    expect(await bed.db.objection.findFirstOrThrow()).toMatchObject({ state: 'LIFTED' });
  });
});
