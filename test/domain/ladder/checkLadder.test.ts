import { checkLadder, defaultLadder, type Ladder, type Rung } from '../../../domain/ladder/index.ts';

const withRung = (key: Rung['key'], change: Partial<Rung>): Ladder => ({
  ...defaultLadder,
  rungs: defaultLadder.rungs.map((rung) => (rung.key === key ? { ...rung, ...change } : rung)),
});
const pointers = (ladder: Ladder) => checkLadder(ladder).map((problem) => problem.pointer);

describe('checkLadder', () => {
  it('finds the default ladder sound', () => {
    expect(checkLadder(defaultLadder)).toEqual([]);
  });

  it.each([
    ['half a day', withRung('URGE', { offset: 1.5 }), '/rungs/2/offset'],
    ['a reminder after the due day', withRung('REMIND_1', { offset: 1 }), '/rungs/1/offset'],
    ['urging on the due day', withRung('URGE', { offset: 0 }), '/rungs/2/offset'],
    ['two rungs on one day', withRung('TALK', { offset: 5 }), '/rungs/4/offset'],
    ['nobody told', withRung('URGE', { audience: [] }), '/rungs/2/audience'],
    ['a referral by itself', withRung('REFER', { needsApproval: null }), '/rungs/6/needsApproval'],
    ['an order that nobody signs', withRung('SUPERVISE', { needsApproval: null }), '/rungs/3/needsApproval'],
    ['a talk that nobody approves', withRung('TALK', { needsApproval: null }), '/rungs/4/needsApproval'],
    ['a listing of no days', withRung('COPY', { listedBefore: 0 }), '/rungs/5/listedBefore'],
    ['a listing before the rung below', withRung('COPY', { listedBefore: 5 }), '/rungs/5/listedBefore'],
    ['a listing that goes out on days off', withRung('COPY', { onDaysOff: true }), '/rungs/5/onDaysOff'],
    ['a rung twice', withRung('REMIND_1', { key: 'REMIND_7' }), '/rungs/1/key'],
    ['the severe before the mild', withRung('URGE', { group: 'REFER', needsApproval: 'named' }), '/rungs/3/offset'],
    ['no rungs', { ...defaultLadder, rungs: [] }, '/rungs'],
    ['a negative time of grace', { ...defaultLadder, earliestAfterOpening: -1 }, '/earliestAfterOpening'],
  ])('refuses %s', (_name, ladder, pointer) => {
    expect(pointers(ladder)).toContain(pointer);
  });

  it('says it in both languages', () => {
    for (const { message } of checkLadder(withRung('URGE', { offset: 0 }))) {
      expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(message.en).toMatch(/[a-z]/);
    }
  });
});
