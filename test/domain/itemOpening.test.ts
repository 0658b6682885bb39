import { type HeldAt, holderOf, type OpeningPost, type OpeningSubject, standsAside } from '../../domain/itemOpening.ts';

/** A post that one person is in, who is in these units besides. */
const post = (id: string, kind: OpeningPost['kind'], ...unitIds: string[]): OpeningPost => ({
  ...{ id, kind, unitId: null },
  heldBy: [{ unitIds, postIds: [id, ...unitIds.map((unit) => `head of ${unit}`)] }],
});
const leaderPost = post('vice', 'LEADER');
const officer: OpeningPost = { id: 'officer', kind: 'LIAISON', unitId: 'water', heldBy: [] };
const chief = post('mayor', 'CHIEF_LEADER');

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
  const vacant = subject({ posts: [{ ...leaderPost, heldBy: [] }, chief] });
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
  const two = [{ ...chief, heldBy: [] }, post('secretary', 'CHIEF_LEADER')];
  expect(holderOf({ holder: 'chiefLeader' }, at, subject({ posts: two })).postId).toBe('secretary');
  const both = subject({ posts: [chief, post('secretary', 'CHIEF_LEADER')] });
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

it('passes by a leader who is also of the unit that is judged, to the next one, the chief leaders, at last the office', () => {
  const ofWater = { ...at, assignmentId: 'a1', judged: { unitId: 'water', postId: null } };
  const measure = { deadlineOn: null, assignments: [], leaderPostIds: ['responsible', 'second'] };
  const holds = (...posts: OpeningPost[]) =>
    holderOf({ holder: 'responsibleLeader' }, ofWater, subject({ measure, posts }));
  const headsWater = post('responsible', 'LEADER', 'water');
  expect(holds(headsWater, chief).postId).toBe('second');
  const both = [headsWater, post('second', 'LEADER', 'water')];
  expect(holds(...both, chief)).toMatchObject({ holderKind: 'CHIEF_LEADER', postId: 'head' });
  const all = [...both, post('head', 'CHIEF_LEADER', 'water')];
  expect(holds(...all, chief).postId).toBe('mayor');
  expect(holds(...all)).toMatchObject({ holderKind: 'OFFICE', unitId: 'office', postId: null });
  const shared = { ...headsWater, heldBy: [...headsWater.heldBy, ...leaderPost.heldBy] };
  expect(holds(shared, chief).postId).toBe('responsible');
});

it('says whose post stands aside, where another would have judged but for its own case', () => {
  const task = { holder: 'responsibleLeader' } as const;
  const posts = [post('responsible', 'LEADER', 'water'), chief];
  const aside = (unitId: string) => {
    const place = { ...at, judged: { unitId, postId: null } };
    return standsAside(task, place, subject({ posts }), holderOf(task, place, subject({ posts })));
  };
  expect(aside('water')).toBe('responsible');
  expect(aside('roads')).toBeNull();
});
