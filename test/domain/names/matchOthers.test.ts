import { matchGroup } from '../../../domain/names/matchGroup.ts';
import { type KnownLeader, matchLeader } from '../../../domain/names/matchLeader.ts';
import { foundBy } from '../../../domain/names/search.ts';

const group = (name: string, aliases: string[] = []) => ({ id: name, name, aliases });

describe('a printed group', () => {
  it.each(['各乡镇', '各乡（镇）党委、政府', '各乡镇人民政府', '县各乡镇党委'])('%s is the townships', (printed) => {
    const found = matchGroup(printed, [group('各乡镇党委、政府'), group('各相关部门')]);
    expect(found).toMatchObject({ verdict: 'sure', matchId: '各乡镇党委、政府' });
  });

  it('is the one that differs in brackets alone, and any of several with the same members; others are a question', () => {
    const groups = [group('各乡镇党委、政府'), group('各乡镇')];
    expect(matchGroup('各乡（镇）', groups)).toMatchObject({ verdict: 'sure', matchId: '各乡镇' });
    expect(matchGroup('各乡镇人民政府', groups)).toMatchObject({ verdict: 'likely', matchId: null });
    const members = (...ids: string[][]) => groups.map((one, at) => ({ ...one, memberIds: ids[at] ?? [] }));
    expect(matchGroup('各乡镇人民政府', members(['a', 'b'], ['b', 'a'])).verdict).toBe('sure');
    expect(matchGroup('各乡镇人民政府', members(['a', 'b'], ['a', 'c'])).verdict).toBe('likely');
    expect(matchGroup('各乡镇人民政府', members([], [])).verdict).toBe('likely');
  });

  it('is found by its other names', () => {
    expect(matchGroup('全县各镇', [group('各乡镇党委、政府', ['全县各镇'])]).candidates[0]?.reason).toBe('alias');
  });

  it('of a leading group’s members is a question where the leading group is not named alike', () => {
    const found = matchGroup('领导小组各成员单位', [group('县脱贫攻坚领导小组成员单位')]);
    expect(found).toMatchObject({ verdict: 'likely', matchId: null });
    expect(matchGroup('各村', [group('县脱贫攻坚领导小组成员单位')]).verdict).toBe('unknown');
  });
});

describe('a printed leader', () => {
  const leader = (postId: string, title: string, personName: string, personId = personName): KnownLeader => ({
    postId,
    title,
    personName,
    personId,
  });
  const leaders = [leader('p1', '县委常委、副县长', '张三'), leader('p2', '县人民政府副县长', '李四海')];
  const find = (printed: string, known = leaders, remembered = {}) =>
    matchLeader(printed, known, new Map(Object.entries(remembered)));

  it.each([
    ['张三', 'p1'],
    ['张三同志', 'p1'],
    ['副县长张三', 'p1'],
    ['县委常委、副县长 张三', 'p1'],
    ['李四海（副县长）', 'p2'],
  ])('%s is the one with that name', (printed, postId) => {
    expect(find(printed)).toMatchObject({ verdict: 'sure', matchId: postId });
  });

  it('in another post than the known one is a question', () => {
    expect(find('县委副书记张三')).toEqual({
      verdict: 'likely',
      matchId: null,
      candidates: [{ id: 'p1', name: '张三（县委常委、副县长）', reason: 'otherPost' }],
    });
  });

  it('with a namesake is a question, unless the printed post tells them apart', () => {
    const two = [leader('p1', '副县长', '张三', 'one'), leader('p3', '县政协副主席', '张三', 'two')];
    expect(find('张三', two)).toMatchObject({
      verdict: 'likely',
      candidates: [{ reason: 'namesake' }, { reason: 'namesake' }],
    });
    expect(find('副县长张三', two).matchId).toBe('p1');
    expect(find('张三', two, { 张三: 'p3' })).toMatchObject({ matchId: 'p3', candidates: [{ reason: 'remembered' }] });
  });

  it('who is known, but no leader so far, is asked about instead of becoming a second person of that name', () => {
    const others = [{ title: '县教育局局长', personId: 'x', personName: '赵六' }];
    expect(matchLeader('副县长赵六', leaders, new Map(), others)).toEqual({
      verdict: 'likely',
      matchId: null,
      candidates: [{ id: 'person:x', name: '赵六（县教育局局长）', reason: 'person' }],
    });
    expect(matchLeader('钱七', leaders, new Map(), others).verdict).toBe('unknown');
  });

  it('is found by the post where no name is printed', () => {
    expect(find('县长', [leader('p4', '县长', '王五'), leader('p1', '副县长', '张三')]).matchId).toBe('p4');
    expect(find('副县长')).toMatchObject({ verdict: 'likely' });
    expect(find('赵六').verdict).toBe('unknown');
  });
});

describe('what is typed into a search field', () => {
  it.each([
    ['xfpb', '县扶贫办'],
    ['fpb', '县扶贫办'],
    ['XCZJ', '县财政局'],
    ['caizheng', '县财政局'],
    ['财政', '县财政局'],
    ['ldq', '乐都区委'],
    ['zs', '张三'],
  ])('%s finds %s', (query, name) => {
    expect(foundBy(query, name)).toBe(true);
  });

  it.each([
    ['xfpb', '县财政局'],
    ['xpb', '县扶贫办'],
    ['财务', '县财政局'],
  ])('%s does not find %s', (query, name) => {
    expect(foundBy(query, name)).toBe(false);
  });
});
