import { defaultLadder, type Ladder } from '../../domain/ladder/index.ts';
import { previewLadder, readLadders, saveLadder } from '../../prisma/repositories/ladders.ts';
import {
  cancelPlannedLadder,
  changeLadder,
  readPlannedLadders,
  savePlannedLadders,
} from '../../prisma/repositories/plannedLadders.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays } from '../support/settle.ts';

const bed = freshCounty();
const NAME = '默认升级规则';
const admin = () => actorOf(bed.db, bed.county.posts.admin);
const play = (from: string, to: string) => playDays(bed.db, bed.county.id, from, to);

/** The shipped ladder with other days. */
const withDays = (days: Record<string, number>): Ladder => ({
  ...defaultLadder,
  rungs: defaultLadder.rungs.map((rung) => ({ ...rung, offset: days[rung.key] ?? rung.offset })),
});

async function save(ladder: Ladder, name = NAME): Promise<{ version: number; moved: number }> {
  const actor = await admin();
  const { version } = await previewLadder(bed.db, actor, { name, ladder });
  return saveLadder(bed.db, actor, { name, ladder, reason: '领导小组会议', version });
}

async function openReport() {
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units.water.name] }] });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  return itemOf(bed.db, { measureId: measureIds[0] ?? '', kind: 'REPORT' });
}

const rungsOf = async (workItemId: string) =>
  (await bed.db.escalation.findMany({ where: { workItemId }, orderBy: { reachedOn: 'asc' } })).map(
    ({ rung, reachedOn }) => `${reachedOn} ${rung}`,
  );

it('a preview says whose next step moves and changes nothing; saving moves just that and says why', async () => {
  const report = await openReport();
  const ladder = withDays({ REMIND_7: -10 });
  const preview = await previewLadder(bed.db, await admin(), { name: NAME, ladder });
  const group = preview.items.find(({ kind }) => kind === 'REPORT');
  expect(group).toMatchObject({ planTitle: '试验方案', items: 1, rung: { key: 'REMIND_7', from: '2020-06-18' } });
  // Ten working days before 30 June: the holiday of 25 to 27 June does not count, the 28th does.
  expect(group?.rung.to).toBe('2020-06-15');
  expect(preview.counts.due).toBe(0);
  expect(await itemOf(bed.db, { measureId: report.measureId ?? '', kind: 'REPORT' })).toEqual(report);
  const { moved } = await save(ladder);
  expect(moved).toBe(preview.items.reduce((sum, { items }) => sum + items, 0));
  const trail = await bed.db.auditEvent.findMany({ where: { workItemId: report.id, kind: 'DAYS_MOVED' } });
  expect(trail.map(({ data }) => data)).toEqual([
    expect.objectContaining({ cause: 'ladder', reason: '领导小组会议', rungFrom: '2020-06-18', rungTo: '2020-06-15' }),
  ]);
});

it('what has fired stays fired, and the rest climbs by the new ladder', async () => {
  const report = await openReport();
  await play('2020-06-01', '2020-07-01');
  await save(withDays({ URGE: 2, SUPERVISE: 3, TALK: 6, COPY: 9, REFER: 12 }));
  await play('2020-07-01', '2020-07-17');
  expect(await rungsOf(report.id)).toEqual([
    '2020-06-18 REMIND_7',
    '2020-06-29 REMIND_1',
    '2020-07-01 URGE',
    '2020-07-03 SUPERVISE',
    '2020-07-08 TALK',
    '2020-07-13 COPY',
    '2020-07-16 REFER',
  ]);
});

it('items that open later, and later rounds, climb the new version', async () => {
  await openReport();
  await save(withDays({ URGE: 3 }));
  const newest = (await readLadders(bed.db, await admin())).find(({ name, version }) => name === NAME && version === 2);
  expect(newest).toMatchObject({ plans: ['试验方案'], savedBy: expect.stringMatching(/./), reason: '领导小组会议' });
  const old = await bed.db.workItem.count({
    where: { state: { in: ['OPEN', 'PREPARED'] }, ladderId: { notIn: [newest?.id ?? ''] } },
  });
  expect(old).toBe(0);
  expect(await bed.db.plan.count({ where: { ladderId: newest?.id ?? '' } })).toBe(1);
});

it('a ladder of another name touches no plan', async () => {
  await openReport();
  expect(await save(withDays({ URGE: 3 }), '急件升级规则')).toEqual({ version: 1, moved: 0 });
  const rows = await readLadders(bed.db, await admin());
  expect(rows.map(({ name, version, plans }) => [name, version, plans.length])).toEqual(
    expect.arrayContaining([
      ['急件升级规则', 1, 0],
      [NAME, 1, 1],
    ]),
  );
});

it('restoring the version before moves every next step back', async () => {
  const report = await openReport();
  await save(withDays({ REMIND_7: -10 }));
  await save(defaultLadder);
  const after = await bed.db.workItem.findUniqueOrThrow({ where: { id: report.id } });
  expect([after.nextRung, after.nextRungOn]).toEqual([report.nextRung, report.nextRungOn]);
});

it('an unsound ladder is refused by rung, and so is one that was overtaken', async () => {
  const actor = await admin();
  const unsound = withDays({ SUPERVISE: 12 });
  const refused = saveLadder(bed.db, actor, { name: NAME, ladder: unsound, reason: '试', version: 1 });
  await expect(refused).rejects.toMatchObject({
    code: 'VALIDATION',
    problems: [expect.objectContaining({ pointer: '/ladder/rungs/4/offset' })],
  });
  await save(withDays({ URGE: 2 }));
  await refusal(
    saveLadder(bed.db, actor, { name: NAME, ladder: defaultLadder, reason: '试', version: 1 }),
    'STALE_VERSION',
  );
});

describe('a version for a later day', () => {
  const plan = async (ladder: Ladder, fromDay: string) => {
    const actor = await admin();
    const { version } = await previewLadder(bed.db, actor, { name: NAME, ladder });
    return changeLadder(bed.db, actor, { name: NAME, ladder, reason: '七月起执行', version }, fromDay);
  };
  const planned = async () =>
    (await readPlannedLadders(bed.db, await admin())).map(({ fromDay, refusal }) => [fromDay, refusal?.zh ?? null]);

  it('moves nothing until then, and on its day what is open, once', async () => {
    const report = await openReport();
    expect(await plan(withDays({ URGE: 2, SUPERVISE: 3 }), '2020-07-03')).toEqual({ version: 1, moved: 0 });
    expect(await bed.db.workItem.findUniqueOrThrow({ where: { id: report.id } })).toEqual(report);
    expect(await planned()).toEqual([['2020-07-03', null]]);
    await play('2020-06-01', '2020-07-03');
    await savePlannedLadders(bed.db, bed.county.id, '2020-07-03');
    expect(await planned()).toEqual([]);
    const versions = (await readLadders(bed.db, await admin())).filter(({ name }) => name === NAME);
    expect(versions.map(({ version, savedOn, reason }) => [version, savedOn, reason])).toEqual([
      [2, '2020-07-03', '七月起执行'],
      [1, '', ''],
    ]);
    expect(await rungsOf(report.id)).toEqual([
      '2020-06-18 REMIND_7',
      '2020-06-29 REMIND_1',
      '2020-07-01 URGE',
      '2020-07-03 SUPERVISE',
    ]);
  });

  it('is previewed as things will stand on its day: what will have been reached, what is late then, what comes next', async () => {
    const report = await openReport();
    const ladder = withDays({ URGE: 2, SUPERVISE: 3 });
    const preview = await previewLadder(bed.db, await admin(), { name: NAME, ladder }, '2020-07-03');
    const group = preview.items.find(({ kind }) => kind === 'REPORT');
    expect(group?.byThen).toEqual({ overdue: true, rungs: ['REMIND_7', 'REMIND_1', 'URGE'] });
    expect(preview.counts.overdueAtOnce).toBe(0);
    await plan(ladder, '2020-07-03');
    await play('2020-06-01', '2020-07-02');
    const before = await bed.db.workItem.findUniqueOrThrow({ where: { id: report.id } });
    expect(group?.rung).toMatchObject({ from: before.nextRungOn, to: '2020-07-03', key: 'SUPERVISE' });
    await play('2020-07-02', '2020-07-03');
    expect((await rungsOf(report.id)).at(-1)).toBe('2020-07-03 SUPERVISE');
    await refusal(previewLadder(bed.db, await admin(), { name: NAME, ladder }, '2020-07-02'), 'VALIDATION');
  });

  it('leaves out of its preview what will have been closed by itself by then', async () => {
    const report = await openReport();
    const kinds = async (fromDay?: string) => {
      const edit = { name: NAME, ladder: withDays({ REMIND_7: -10 }) };
      return (await previewLadder(bed.db, await admin(), edit, fromDay)).items.map(({ kind }) => kind);
    };
    await bed.db.workItem.update({ where: { id: report.id }, data: { deemOn: '2020-06-10' } });
    expect(await kinds('2020-06-09')).toContain('REPORT');
    expect(await kinds('2020-06-10')).not.toContain('REPORT');
  });

  it('is refused where another was saved meanwhile, says why, and is put aside', async () => {
    await openReport();
    await plan(withDays({ URGE: 2 }), '2020-06-04');
    await save(withDays({ URGE: 3 }));
    await play('2020-06-02', '2020-06-04');
    const [row] = await readPlannedLadders(bed.db, await admin());
    expect(row?.refusal?.zh).toContain('其他人已修改');
    const trail = await bed.db.auditEvent.findMany({
      where: { kind: 'LADDER_CHANGED', businessDay: '2020-06-04' },
      select: { personName: true, data: true },
    });
    const data = { name: NAME, fromDay: '2020-06-04', reason: '七月起执行', refusal: row?.refusal };
    expect(trail).toEqual([{ personName: null, data }]);
    expect((await readLadders(bed.db, await admin())).filter(({ name }) => name === NAME)).toHaveLength(2);
    await cancelPlannedLadder(bed.db, await admin(), row?.id ?? '');
    expect(await planned()).toEqual([]);
  });

  it('is taken back before its day, cannot lie in the past, and is tried when it is put down', async () => {
    await openReport();
    await plan(withDays({ URGE: 2 }), '2020-06-04');
    const [row] = await readPlannedLadders(bed.db, await admin());
    await cancelPlannedLadder(bed.db, await admin(), row?.id ?? '');
    await play('2020-06-02', '2020-06-04');
    expect((await readLadders(bed.db, await admin())).filter(({ name }) => name === NAME)).toHaveLength(1);
    await refusal(plan(withDays({ URGE: 2 }), '2020-06-01'), 'VALIDATION');
    const unsound = { name: NAME, ladder: withDays({ SUPERVISE: 12 }), reason: '试', version: 1 };
    await refusal(changeLadder(bed.db, await admin(), unsound, '2020-07-01'), 'VALIDATION');
  });
});
