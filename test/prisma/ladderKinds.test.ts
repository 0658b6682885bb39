import { defaultLadder, type Ladder, type Rung } from '../../domain/ladder/index.ts';
import { saveLadder } from '../../prisma/repositories/ladders.ts';
import { prepareWorkItem, recallWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays } from '../support/settle.ts';

const bed = freshCounty();
const NAME = '默认升级规则';
const play = (from: string, to: string) => playDays(bed.db, bed.county.id, from, to);

async function save(rungs: Rung[], rest: Partial<Ladder> = {}): Promise<void> {
  const admin = await actorOf(bed.db, bed.county.posts.admin);
  const ladder = { ...defaultLadder, ...rest, rungs };
  await saveLadder(bed.db, admin, { name: NAME, ladder, reason: '领导小组会议', version: 1 });
}

const changed = (key: string, change: Partial<Rung>): Rung[] =>
  defaultLadder.rungs.map((rung) => (rung.key === key ? { ...rung, ...change } : rung));

async function openReport() {
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.water.name], supporting: [bed.county.units.finance.name] }],
  });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  return itemOf(bed.db, { measureId: measureIds[0] ?? '', kind: 'REPORT' });
}

const rungsOf = async (workItemId: string) =>
  (await bed.db.escalation.findMany({ where: { workItemId }, orderBy: { reachedOn: 'asc' } })).map(
    ({ rung, reachedOn }) => `${reachedOn} ${rung}`,
  );

it('an order that nobody signs in time passes to the deputy and then to the notice of the chief leaders', async () => {
  const { chief, leader } = bed.county.posts;
  await save(changed('SUPERVISE', { approveWithin: 2, deputyPostId: leader }));
  const report = await openReport();
  await play('2020-06-01', '2020-07-07');
  const drafted = () => bed.db.escalation.findFirstOrThrow({ where: { workItemId: report.id, rung: 'SUPERVISE' } });
  // The fifth working day after 30 June; two working days to sign it.
  expect(await drafted()).toMatchObject({ reachedOn: '2020-07-07', decideBy: '2020-07-09', approverKind: 'OFFICE' });
  await play('2020-07-07', '2020-07-10');
  const passed = await drafted();
  expect(passed).toMatchObject({ state: 'DRAFTED', approverPostId: leader, decideBy: '2020-07-14' });
  const letter = await bed.db.letter.findUniqueOrThrow({ where: { id: passed.letterId ?? '' } });
  expect(letter.approverPostId).toBe(leader);
  await play('2020-07-10', '2020-07-16');
  expect(await drafted()).toMatchObject({ state: 'DRAFTED', approverPostId: leader, decideBy: null });
  const chiefs = await bed.db.postHolding.findMany({ where: { postId: chief } });
  const told = await bed.db.notice.findMany({ where: { escalationId: passed.id, kind: 'APPROVAL_LATE' } });
  expect(told.map(({ personId }) => personId)).toEqual(chiefs.map(({ personId }) => personId));
});

it('an urging may be a letter that is signed, and goes to supporting units and named posts', async () => {
  const { chief } = bed.county.posts;
  await save(
    changed('URGE', {
      ...{ audience: ['holder', 'supportingUnits', 'post'], posts: [chief] },
      ...{ action: 'letter', letter: 'REMINDER', needsApproval: 'officeHead' },
    }),
  );
  const report = await openReport();
  await play('2020-06-01', '2020-07-01');
  const urged = await bed.db.escalation.findFirstOrThrow({ where: { workItemId: report.id, rung: 'URGE' } });
  const letter = await bed.db.letter.findUniqueOrThrow({ where: { id: urged.letterId ?? '' } });
  expect([urged.state, letter.kind, letter.state]).toEqual(['DRAFTED', 'REMINDER', 'DRAFT']);
  const told = await bed.db.notice.findMany({ where: { escalationId: urged.id, kind: 'URGE' } });
  expect(new Set(told.map(({ reason }) => reason))).toEqual(new Set(['holder', 'supportingUnits', 'post']));
});

it('the whole leading group is its head and everybody who leads a measure of the plan', async () => {
  const { chief, leader, otherLeader } = bed.county.posts;
  const peopleOf = async (...postIds: string[]) => {
    const holdings = await bed.db.postHolding.findMany({
      where: { postId: { in: postIds } },
      orderBy: { personId: 'asc' },
      include: { person: true },
    });
    return holdings.map(({ person }) => person);
  };
  const [other] = await peopleOf(otherLeader);
  await save(changed('URGE', { audience: ['leadingGroup'] }));
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.water.name] }, { leads: [], leaders: [other?.name ?? ''] }],
  });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  const report = await itemOf(bed.db, { measureId: measureIds[0] ?? '', kind: 'REPORT' });
  await play('2020-06-01', '2020-07-01');
  const told = await bed.db.notice.findMany({
    where: { workItemId: report.id, kind: 'URGE' },
    orderBy: { personId: 'asc' },
  });
  const group = await peopleOf(chief, leader, otherLeader);
  expect(told.map(({ personId, reason }) => [personId, reason])).toEqual(group.map(({ id }) => [id, 'leadingGroup']));
});

it('further rungs of a group and calendar days are climbed in order', async () => {
  const second: Rung = { ...(defaultLadder.rungs[2] as Rung), key: 'URGE_2', offset: 4, unit: 'calendarDays' };
  await save([...defaultLadder.rungs.slice(0, 3), second, ...defaultLadder.rungs.slice(3)]);
  const report = await openReport();
  await play('2020-06-01', '2020-07-08');
  expect(await rungsOf(report.id)).toEqual([
    '2020-06-18 REMIND_7',
    '2020-06-29 REMIND_1',
    '2020-07-01 URGE',
    // Saturday, 4 July, is the fourth day: Monday.
    '2020-07-06 URGE_2',
    '2020-07-07 SUPERVISE',
  ]);
});

it('a ladder may stand still while the head of the unit has the text for signature', async () => {
  await save([...defaultLadder.rungs], { stopsWhilePrepared: true });
  const report = await openReport();
  const liaison = await actorOf(bed.db, bed.county.units.water.liaison);
  const { version } = await itemOf(bed.db, { measureId: report.measureId ?? '', kind: 'REPORT' });
  await prepareWorkItem(bed.db, liaison, { id: report.id, text: '已完成', version });
  await play('2020-06-01', '2020-07-03');
  expect(await rungsOf(report.id)).toEqual([]);
  await recallWorkItem(bed.db, liaison, { id: report.id });
  await play('2020-07-03', '2020-07-06');
  expect(await rungsOf(report.id)).toEqual(['2020-07-06 URGE']);
});

it('posts of nobody and deciders who are no leaders are refused', async () => {
  await refusal(save(changed('TALK', { approverPostId: bed.county.units.water.liaison })), 'VALIDATION');
  await refusal(save(changed('URGE', { audience: ['post'], posts: ['nobody'] })), 'VALIDATION');
});
