import {
  type AssignmentRole,
  answerableUnits,
  contributingUnits,
  coordinatorOf,
  escalationAudience,
  isOwnCase,
  reviewerOf,
  strongestAssignments,
  type UnitAssignment,
} from '../../domain/parties.ts';

const assign = (...parts: [string, AssignmentRole][]): UnitAssignment[] =>
  parts.map(([unitId, role]) => ({ unitId, role }));
const ids = (assignments: UnitAssignment[]) => assignments.map((assignment) => assignment.unitId);

describe('who answers for a measure', () => {
  it.each([
    [
      'the lead units where there are any',
      assign(['教育局', 'RESPONSIBLE'], ['农业局', 'LEAD'], ['财政局', 'SUPPORTING']),
      ['农业局'],
      ['教育局', '财政局'],
    ],
    ['all lead units', assign(['甲', 'LEAD'], ['乙', 'LEAD'], ['丙', 'RESPONSIBLE']), ['甲', '乙'], ['丙']],
    [
      'else the responsible ones',
      assign(['甲', 'RESPONSIBLE'], ['乙', 'RESPONSIBLE'], ['丙', 'SUPPORTING']),
      ['甲', '乙'],
      ['丙'],
    ],
    ['nobody where only supporters are named', assign(['丙', 'SUPPORTING']), [], ['丙']],
    ['nobody where nobody is named', [], [], []],
  ])('%s', (_name, assignments, answerable, contributing) => {
    expect(ids(answerableUnits(assignments))).toEqual(answerable);
    expect(ids(contributingUnits(assignments))).toEqual(contributing);
    expect(coordinatorOf(assignments)?.unitId ?? null).toBe(answerable[0] ?? null);
  });

  it('counts a unit that several routes reach once, in its strongest role', () => {
    const assignments = assign(
      ['巴燕镇', 'SUPPORTING'],
      ['水利局', 'RESPONSIBLE'],
      ['巴燕镇', 'RESPONSIBLE'],
      ['水利局', 'SUPPORTING'],
      ['水利局', 'RESPONSIBLE'],
    );
    expect(strongestAssignments(assignments)).toEqual(assign(['水利局', 'RESPONSIBLE'], ['巴燕镇', 'RESPONSIBLE']));
    expect(ids(contributingUnits(assignments))).toEqual([]);
  });

  it('lets a group member that leads elsewhere in the list lead', () => {
    const assignments = assign(['甲', 'RESPONSIBLE'], ['甲', 'LEAD'], ['乙', 'RESPONSIBLE']);
    expect(ids(answerableUnits(assignments))).toEqual(['甲']);
    expect(ids(contributingUnits(assignments))).toEqual(['乙']);
  });
});

describe('who judges', () => {
  it.each([
    ['县教育局', true, 'office'],
    ['县教育局', false, 'office'],
    ['县扶贫局', true, 'responsibleLeader'],
    ['县扶贫局', false, 'countyChiefs'],
  ])('an item of %s (leader: %p) is judged by %s', (unit, hasLeader, reviewer) => {
    expect(reviewerOf(unit, '县扶贫局', hasLeader)).toBe(reviewer);
  });

  it.each([
    ['by unit', { holderUnitId: '甲' }, true],
    ['by post', { holderPostId: '县长' }, true],
    ['another unit', { holderUnitId: '丙' }, false],
    ['another post', { holderUnitId: '丙', holderPostId: '书记' }, false],
    ['nobody yet', { holderUnitId: null, holderPostId: null }, false],
  ])('own case: %s', (_name, item, own) => {
    expect(isOwnCase({ unitIds: ['甲', '乙'], postIds: ['县长'] }, item)).toBe(own);
  });
});

describe('who receives an escalation', () => {
  const own = { officeUnitId: '县扶贫局', disciplineUnitId: '县纪委监委' };

  it.each([
    ['an ordinary unit', ['discipline', 'office'], '县教育局', ['discipline', 'office']],
    ['the commission itself', ['responsibleLeader', 'discipline'], '县纪委监委', ['responsibleLeader', 'countyChiefs']],
    ['the office itself', ['office', 'responsibleLeader'], '县扶贫局', ['responsibleLeader']],
  ] as const)('of %s', (_name, audience, holder, expected) => {
    expect(escalationAudience(audience, holder, own)).toEqual(expected);
  });
});
