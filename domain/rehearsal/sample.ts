import { addDays } from '../day.ts';
import { defaultLadder } from '../ladder/index.ts';
import type { Day } from '../process/types.ts';
import type { RehearsalInput, RehearsedMeasure, RehearsedPlan } from './types.ts';

const units = ['甲局', '乙局', '丙局', '丁局', '戊局', '己局', '庚局', '辛局'];

/** Measures for trying a definition out without a plan: two responsible units and one supporting each, due in turn. */
export function sampleMeasures(count: number, from: Day): RehearsedMeasure[] {
  return Array.from({ length: count }, (_, index): RehearsedMeasure => {
    const unit = (offset: number) => (index + offset) % units.length;
    const part = (offset: number, role: 'RESPONSIBLE' | 'SUPPORTING') => ({
      ...{ key: `a${index}-${offset}`, unitId: `u${unit(offset)}`, name: units[unit(offset)] ?? '', role },
    });
    return {
      ...{ id: `m${index + 1}`, title: `样例措施${index + 1}`, urgent: false },
      leaderPostIds: index % 5 === 4 ? [] : ['leader'],
      deadline: index % 4 === 3 ? null : addDays(from, 120 + (index % 8) * 30),
      deadlineKind: index % 4 === 3 ? 'longTerm' : 'date',
      units: [part(0, 'RESPONSIBLE'), part(1, 'RESPONSIBLE'), part(3, 'SUPPORTING')],
    };
  });
}

/** A plan of sample measures, with an office of its own, a leading group's head and the ladder that ships. */
export function samplePlan(
  count: number,
  from: Day,
  given: Pick<RehearsedPlan, 'measureGraph' | 'unitGraph' | 'periods' | 'years'>,
): RehearsedPlan {
  return {
    ...{ ...given, id: 'sample', title: '样例方案', launchedOn: from, ladder: defaultLadder },
    ...{ officeUnitId: 'office', approverPostId: 'head', measures: sampleMeasures(count, from) },
  };
}

/** Posts around sample measures: a chief leader and the discipline commission. */
export const samplePosts: RehearsalInput['posts'] = [
  { id: 'chief', kind: 'CHIEF_LEADER', unitId: null, heldBy: [{ unitIds: [], postIds: ['chief'] }] },
  {
    ...{ id: 'discipline', kind: 'DISCIPLINE', unitId: 'discipline' },
    heldBy: [{ unitIds: ['discipline'], postIds: ['discipline'] }],
  },
];
