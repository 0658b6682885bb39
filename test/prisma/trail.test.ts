import { randomUUID } from 'node:crypto';
import { measureTimeline } from '../../prisma/repositories/auditReads.ts';
import { rejectEscalation } from '../../prisma/repositories/escalations.ts';
import { readInputs } from '../../prisma/repositories/measureReads.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { playDay, playDays } from '../support/settle.ts';

const bed = freshCounty();

/** 县财政局 and 县水利局 answer for one measure, and neither reports. Only what is about 县财政局 reaches the commission. */
it('of the trail a unit reads what has left the office, the commission what led to its copy and nothing of other units', async () => {
  const { id, units, posts } = bed.county;
  const measure = { leads: [units.finance.name, units.water.name], supporting: [units.town.name] };
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [measure] });
  const measureId = measureIds[0] ?? '';
  await playDay(bed.db, id, '2020-06-01');
  await playDays(bed.db, id, '2020-06-30', '2020-07-14');
  const report = await itemOf(bed.db, { measureId, kind: 'REPORT', unitId: units.finance.id });
  const talk = await bed.db.escalation.findFirstOrThrow({ where: { workItemId: report.id, rung: 'TALK' } });
  const trailOf = async (postId: string) => measureTimeline(bed.db, await actorOf(bed.db, postId), measureId);
  const rungsOf = async (postId: string) =>
    (await trailOf(postId)).flatMap(({ kind, unitId, data }) =>
      unitId === units.finance.id && (kind === 'RUNG_REACHED' || kind === 'ESCALATION_DECIDED') ? [data.rung] : [],
    );

  expect(await rungsOf(posts.leader)).toContain('TALK');
  expect(await rungsOf(units.finance.head)).toContain('URGE');
  expect(await rungsOf(units.finance.head)).not.toContain('TALK');
  expect(await trailOf(posts.discipline)).not.toContainEqual(expect.objectContaining({ workItemId: report.id }));
  await rejectEscalation(bed.db, await actorOf(bed.db, posts.leader), { id: talk.id, reason: '另行约谈' });
  expect(await rungsOf(units.finance.head)).not.toContain('TALK');

  await playDays(bed.db, id, '2020-07-14', '2020-07-20');
  expect(await rungsOf(units.finance.head)).not.toContain('COPY');
  await playDay(bed.db, id, '2020-07-21');
  await bed.db.escalation.deleteMany({ where: { unitId: units.water.id, rung: 'COPY' } });
  expect(await rungsOf(units.finance.head)).toContain('COPY');
  const read = await trailOf(posts.discipline);
  expect(new Set(read.map(({ workItemId }) => workItemId))).toEqual(new Set([report.id, null]));
  expect(read.map(({ data }) => data.rung)).toContain('COPY');

  await bed.db.measureInput.create({
    data: {
      ...{ id: randomUUID(), sheetItemId: 'sheet', measureId, unitId: units.town.id, periodKey: '2020-MID' },
      ...{ text: '已配合', submittedOn: '2020-06-20' },
    },
  });
  expect(await readInputs(bed.db, await actorOf(bed.db, posts.leader), measureId)).toHaveLength(1);
  expect(await readInputs(bed.db, await actorOf(bed.db, posts.discipline), measureId)).toEqual([]);
});
