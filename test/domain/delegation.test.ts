import { addDays } from '../../domain/day.ts';
import {
  actsFor,
  concerns,
  type Delegated,
  type DelegationSituation,
  type DelegationTerm,
  delegationProblems,
  doingPosts,
  LONGEST_DELEGATION,
} from '../../domain/delegation.ts';
import { type HeldPost, holds, mayJudge, maySubmit } from '../../domain/holding.ts';

const wanted: DelegationTerm = {
  ...{ postId: 'head', fromPersonId: '甲', toPersonId: '乙', fromDay: '2020-03-02', toDay: '2020-03-13' },
};
const usual: DelegationSituation = {
  ...{ today: '2020-03-02', postKind: 'UNIT_HEAD', terms: [{ fromDay: '2019-01-01', toDay: null }], others: [] },
  ...{ delegateHasAccount: true, makerPersonId: '甲' },
};
const refused = (term: Partial<DelegationTerm>, situation: Partial<DelegationSituation> = {}) =>
  delegationProblems({ ...wanted, ...term }, { ...usual, ...situation }).map((problem) => problem.pointer);

describe('a delegation', () => {
  it('of a post that its delegator holds on all of its days is taken', () => {
    expect(refused({})).toEqual([]);
    expect(refused({}, { terms: [{ fromDay: '2020-03-02', toDay: '2020-03-13' }] })).toEqual([]);
    expect(refused({ toDay: addDays(wanted.fromDay, LONGEST_DELEGATION - 1) })).toEqual([]);
  });

  it.each<[string, Partial<DelegationTerm>, Partial<DelegationSituation>, string]>([
    ['to oneself', { toPersonId: '甲' }, {}, '/toPersonId'],
    ['for another to oneself', {}, { makerPersonId: '乙' }, '/toPersonId'],
    ['to somebody who cannot sign in', {}, { delegateHasAccount: false }, '/toPersonId'],
    ['from a day that has passed', { fromDay: '2020-03-01' }, {}, '/fromDay'],
    ['that ends before it begins', { toDay: '2020-03-01' }, {}, '/toDay'],
    ['for longer than a year', { toDay: addDays(wanted.fromDay, LONGEST_DELEGATION) }, {}, '/toDay'],
    ['beyond the delegator’s term', {}, { terms: [{ fromDay: '2019-01-01', toDay: '2020-03-12' }] }, '/fromDay'],
    ['of a post that one acts for only', {}, { terms: [] }, '/fromDay'],
    ['of a post delegated already on a day of it', {}, { others: [wanted] }, '/fromDay'],
    [
      'to somebody who is away too',
      {},
      { others: [{ ...wanted, postId: 'x', fromPersonId: '乙', toPersonId: '丙' }] },
      '/toPersonId',
    ],
    ['of an administrator’s post', {}, { postKind: 'ADMIN' }, '/postId'],
  ])('%s is refused', (_name, term, situation, pointer) => {
    expect(refused(term, situation)).toEqual([pointer]);
  });

  it('of the same post by another of its holders is not in its way', () => {
    expect(refused({}, { others: [{ ...wanted, fromPersonId: '丁' }] })).toEqual([]);
  });
});

const of = (personId: string, signingOnly = false, unitIds: string[] = ['教育局']): Delegated => ({
  ...{ personId, personName: personId, signingOnly, unitIds, postIds: ['edu-head'] },
});
const delegatedHead = (signingOnly = false, unitIds?: string[]): HeldPost => ({
  ...{ id: 'edu-head', kind: 'UNIT_HEAD', unitId: '教育局', delegated: of('甲', signingOnly, unitIds) },
});
const ofEducation = { holderKind: 'UNIT_HEAD', unitId: '教育局', postId: null } as const;

describe('who acts by delegation', () => {
  it('holds and hands in what the post does', () => {
    expect(holds([delegatedHead()], ofEducation)).toBe(true);
    expect(maySubmit([delegatedHead()], { ...ofEducation, kind: 'REPORT' })).toBe(true);
    expect(maySubmit([delegatedHead()], { ...ofEducation, kind: 'SIGN' })).toBe(true);
  });

  it('for signing only hands in what needs the signature, and does nothing else', () => {
    const posts = [delegatedHead(true)];
    expect(maySubmit(posts, { ...ofEducation, kind: 'REPORT' })).toBe(true);
    expect(maySubmit(posts, { ...ofEducation, kind: 'SIGN' })).toBe(false);
    expect(doingPosts(posts)).toEqual([]);
  });

  it('judges nothing of the delegate’s units, nor of any unit of the delegator', () => {
    const office: HeldPost = { id: 'office', kind: 'OFFICE', unitId: '督查室' };
    const review = { holderKind: 'OFFICE', unitId: null, postId: null } as const;
    expect(mayJudge([office], review, ofEducation)).toBe(true);
    expect(mayJudge([office, delegatedHead()], review, ofEducation)).toBe(false);
    const forOffice: HeldPost = { ...office, delegated: of('甲', false, ['督查室', '教育局']) };
    expect(mayJudge([forOffice], review, ofEducation)).toBe(false);
    expect(mayJudge([forOffice], review, { ...ofEducation, unitId: '水利局' })).toBe(true);
  });

  it('acts in their own right wherever their own posts allow it', () => {
    const liaison: HeldPost = { id: 'edu-liaison', kind: 'LIAISON', unitId: '教育局' };
    const posts = [liaison, delegatedHead()];
    expect(actsFor(posts, (held) => holds(held, ofEducation))).toBeNull();
    expect(actsFor(posts, (held) => maySubmit(held, { ...ofEducation, kind: 'REPORT' }))?.personId).toBe('甲');
    expect(actsFor(posts, (held) => holds(held, { ...ofEducation, unitId: '水利局' }))).toBeUndefined();
  });
});

it('a delegate hears of what reaches the delegator for the sake of the post', () => {
  const education = { holderKind: 'UNIT_HEAD', unitId: '教育局' } as const;
  const head = { kind: 'UNIT_HEAD', unitId: '教育局' } as const;
  expect(concerns(head, 'holder', education)).toBe(true);
  expect(concerns(head, 'unitHead', education)).toBe(true);
  expect(concerns(head, 'holder', { ...education, unitId: '水利局' })).toBe(false);
  expect(concerns(head, 'responsibleLeader', education)).toBe(false);
  expect(concerns({ kind: 'LEADER', unitId: null }, 'responsibleLeader', education)).toBe(true);
  expect(concerns({ kind: 'LEADER', unitId: null }, 'holder', education)).toBe(false);
  expect(concerns({ kind: 'OFFICE', unitId: '督查室' }, 'office', education)).toBe(true);
  expect(concerns({ kind: 'DISCIPLINE', unitId: '纪委' }, 'discipline', education)).toBe(true);
  expect(concerns({ kind: 'ADMIN', unitId: null }, 'holder', education)).toBe(false);
});
