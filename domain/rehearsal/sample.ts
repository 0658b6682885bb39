import { addDays } from '../day.ts';
import type { Day } from '../process/types.ts';
import type { RehearsedMeasure } from './types.ts';

const units = ['甲局', '乙局', '丙局', '丁局', '戊局', '己局', '庚局', '辛局'];

/** Measures for trying a definition out without a plan: two responsible units and one supporting each, due in turn. */
export function sampleMeasures(count: number, from: Day): RehearsedMeasure[] {
  return Array.from({ length: count }, (_, index): RehearsedMeasure => {
    const unit = (offset: number) => (index + offset) % units.length;
    const part = (offset: number, role: 'RESPONSIBLE' | 'SUPPORTING') => ({
      ...{ key: `a${index}-${offset}`, unitId: `u${unit(offset)}`, name: units[unit(offset)] ?? '', role },
    });
    return {
      ...{ id: `m${index + 1}`, title: `样例措施${index + 1}`, hasLeader: index % 5 !== 4 },
      deadline: index % 4 === 3 ? null : addDays(from, 120 + (index % 8) * 30),
      units: [part(0, 'RESPONSIBLE'), part(1, 'RESPONSIBLE'), part(3, 'SUPPORTING')],
    };
  });
}
