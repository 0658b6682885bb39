import { type HeldPost, type Holding, holds, mayJudge, maySubmit } from '../../domain/holding.ts';

const post = (kind: HeldPost['kind'], unitId: string | null = null, id = `${kind}-${unitId}`): HeldPost => ({
  id,
  kind,
  unitId,
});
const head = post('UNIT_HEAD', '教育局');
const liaison = post('LIAISON', '教育局');
const office = post('OFFICE', '扶贫局');
const ofUnit: Holding = { holderKind: 'UNIT_HEAD', unitId: '教育局', postId: null };
const ofOffice: Holding = { holderKind: 'OFFICE', unitId: null, postId: null };
const ofLeader: Holding = { holderKind: 'LEADER', unitId: null, postId: 'vice-1' };

describe('who holds an item', () => {
  it.each([
    ['the head of the unit', [head], ofUnit, true],
    ['its liaison officer', [liaison], ofUnit, true],
    ['the head of another unit', [post('UNIT_HEAD', '水利局')], ofUnit, false],
    ['an office post of the same unit', [post('OFFICE', '教育局')], ofUnit, false],
    ['the office', [office], ofOffice, true],
    ['nobody without a post', [], ofOffice, false],
    ['the leader named', [post('LEADER', null, 'vice-1')], ofLeader, true],
    ['another leader', [post('LEADER', null, 'vice-2')], ofLeader, false],
    ['any leader where none is named', [post('LEADER', null, 'vice-2')], { ...ofLeader, postId: null }, true],
    ['one of several posts', [office, head], ofUnit, true],
  ])('%s', (_name, posts, item, expected) => {
    expect(holds(posts, item)).toBe(expected);
  });
});

describe('who may hand in', () => {
  it.each([
    ['the head a report', [head], 'REPORT', true],
    ['not the liaison officer a report', [liaison], 'REPORT', false],
    ['the liaison officer a signing', [liaison], 'SIGN', true],
    ['not a liaison officer who heads another unit', [liaison, post('UNIT_HEAD', '水利局')], 'REPORT', false],
  ] as const)('%s', (_name, posts, kind, expected) => {
    expect(maySubmit(posts, { ...ofUnit, kind })).toBe(expected);
  });
});

describe('who may judge', () => {
  it('is who holds the review, but never in their own case', () => {
    expect(mayJudge([office], ofOffice, ofUnit)).toBe(true);
    expect(mayJudge([head], ofOffice, ofUnit)).toBe(false);
    expect(mayJudge([office, head], ofOffice, ofUnit)).toBe(false);
    expect(mayJudge([office], ofOffice, { ...ofUnit, unitId: '扶贫局' })).toBe(false);
    expect(mayJudge([office], ofOffice, null)).toBe(true);
  });
});
