import { type HeldAt, holderOf, type OpeningSubject } from '../../domain/itemOpening.ts';

const leaderPost = { id: 'vice', kind: 'LEADER' as const, unitId: null, vacant: false };
const officer = { id: 'officer', kind: 'LIAISON' as const, unitId: 'water', vacant: true };
const chief = { id: 'mayor', kind: 'CHIEF_LEADER' as const, unitId: null, vacant: false };

const subject = (more: Partial<OpeningSubject> = {}): OpeningSubject => ({
  plan: { officeUnitId: 'office', approverPostId: 'head', periods: new Map(), years: new Map() },
  measure: {
    deadlineOn: null,
    assignments: [{ id: 'a1', unitId: 'water', role: 'LEAD' }],
    leaderPostIds: ['responsible'],
  },
  posts: [leaderPost, officer, chief],
  ...more,
});

const at: HeldAt = { ownUnitId: null, assignmentId: null, judged: null, doer: null };
const named = (id: string, of: OpeningSubject, place = at) =>
  holderOf({ holder: 'post', post: { id, title: '' } }, place, of);

it('gives a named post to its holder, and to the next in line where it is vacant or would judge its own case', () => {
  expect(named('vice', subject())).toMatchObject({ holderKind: 'LEADER', postId: 'vice', unitId: null });
  expect(named('officer', subject())).toMatchObject({ holderKind: 'UNIT_HEAD', postId: 'officer', unitId: 'water' });
  const vacant = subject({ posts: [{ ...leaderPost, vacant: true }, chief] });
  expect(named('vice', vacant)).toMatchObject({ holderKind: 'LEADER', postId: 'responsible' });
  expect(named('gone', subject())).toMatchObject({ postId: 'responsible' });
  const ofUnit = { ...at, judged: { unitId: 'water', postId: null } };
  expect(named('officer', subject(), ofUnit)).toMatchObject({ postId: 'responsible' });
  const ofPost = { ...at, judged: { unitId: null, postId: 'responsible' } };
  expect(named('vice', vacant, ofPost)).toMatchObject({ holderKind: 'CHIEF_LEADER', postId: 'head' });
});

it('gives the head of the leading group, or a chief leader where a plan names none', () => {
  const head = (of: OpeningSubject, place = at) => holderOf({ holder: 'leadingGroupHead' }, place, of).postId;
  expect(head(subject())).toBe('head');
  expect(head(subject({ plan: undefined }))).toBe('mayor');
  expect(head(subject(), { ...at, judged: { unitId: null, postId: 'head' } })).toBe('mayor');
  const two = [
    { ...chief, vacant: true },
    { ...chief, id: 'secretary' },
  ];
  expect(holderOf({ holder: 'chiefLeader' }, at, subject({ posts: two })).postId).toBe('secretary');
  const both = subject({ posts: [chief, { ...chief, id: 'secretary' }] });
  const judgesMayor = { ...at, judged: { unitId: null, postId: 'mayor' } };
  expect(holderOf({ holder: 'chiefLeader' }, judgesMayor, both).postId).toBe('secretary');
});

it('gives an item to whoever did another, and to the office where nobody did or it is their own case', () => {
  const doer = { holderKind: 'UNIT_HEAD' as const, unitId: 'water', postId: null };
  const does = (place: Partial<HeldAt>) => holderOf({ holder: 'doer' }, { ...at, ...place }, subject());
  expect(does({ doer })).toMatchObject({ holderKind: 'UNIT_HEAD', unitId: 'water' });
  expect(does({})).toMatchObject({ holderKind: 'OFFICE', unitId: 'office' });
  expect(does({ doer, judged: { unitId: 'water', postId: null } })).toMatchObject({ holderKind: 'OFFICE' });
});
