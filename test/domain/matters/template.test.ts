import { type MatterTemplate, matterFrom, templateProblem } from '../../../domain/matters/template.ts';
import { calendar2020 } from '../support/calendar2020.ts';

const template = (change: Partial<MatterTemplate> = {}): MatterTemplate => ({
  ...{ title: '每月例会', units: [], allPlanUnits: false, leaderPostId: null, withinDays: null, ...change },
});
const on = { today: '2020-03-05', calendar: calendar2020, planUnitIds: ['u1', 'u2'], about: null };
const about = {
  ...{ title: '饮水安全', leaderPostId: 'l1' },
  units: [{ unitId: 'u3', role: 'LEAD' as const }],
};

it('by date a matter is called by its day, with the units of the plan or its own, due working days later', () => {
  expect(matterFrom(template({ allPlanUnits: true, withinDays: 2 }), on)).toEqual({
    ...{ title: '每月例会（2020-03-05）', leaderPostId: null, deadlineOn: '2020-03-09', rows: [] },
    units: [
      { unitId: 'u1', role: 'RESPONSIBLE' },
      { unitId: 'u2', role: 'RESPONSIBLE' },
    ],
  });
  const own = [{ unitId: 'u9', role: 'LEAD' as const }];
  expect(matterFrom(template({ allPlanUnits: true, units: own }), on)).toMatchObject({ units: own, deadlineOn: null });
});

it('about a measure it is called by that, and its units and leader take it on unless others are named', () => {
  expect(matterFrom(template({ title: '回头看' }), { ...on, about })).toMatchObject({
    ...{ title: '回头看（饮水安全）', units: about.units, leaderPostId: 'l1' },
  });
  expect(matterFrom(template({ leaderPostId: 'l2' }), { ...on, about }).leaderPostId).toBe('l2');
});

it('one that nobody would answer for is refused', () => {
  const byDate = { aboutMeasure: false, planKnown: true };
  expect(templateProblem(template(), byDate)).not.toBeNull();
  expect(templateProblem(template({ units: [{ unitId: 'u', role: 'SUPPORTING' }] }), byDate)).not.toBeNull();
  expect(templateProblem(template({ allPlanUnits: true }), { ...byDate, planKnown: false })).not.toBeNull();
  expect(templateProblem(template({ allPlanUnits: true }), byDate)).toBeNull();
  expect(templateProblem(template({ units: [{ unitId: 'u', role: 'RESPONSIBLE' }] }), byDate)).toBeNull();
  expect(templateProblem(template(), { aboutMeasure: true, planKnown: false })).toBeNull();
});
