import { mergeDrafts } from '../../domain/draftMerge.ts';

const measure = (id: string, title = id) => ({ id, title });
const draft = (measures: { id: string; title: string }[], plan: object = { title: '方案' }) => ({ plan, measures });
const base = draft([measure('a'), measure('b'), measure('c')]);

describe('two people at one draft', () => {
  it('keep both changes to different measures', () => {
    const mine = draft([measure('a', '我的'), measure('b'), measure('c')]);
    const theirs = draft([measure('a'), measure('b'), measure('c', '他的')]);
    const { content, conflicts } = mergeDrafts(base, mine, theirs);
    expect(content.measures.map(({ title }) => title)).toEqual(['我的', 'b', '他的']);
    expect(conflicts).toEqual([]);
  });

  it('find what the other did where both changed one measure, and their own version aside', () => {
    const mine = draft([measure('a', '我的'), measure('b'), measure('c')]);
    const theirs = draft([measure('a', '他的'), measure('b'), measure('c')]);
    const { content, conflicts } = mergeDrafts(base, mine, theirs);
    expect(content.measures[0]).toEqual(measure('a', '他的'));
    expect(conflicts).toEqual([{ id: 'a', mine: measure('a', '我的'), theirs: measure('a', '他的') }]);
  });

  it('are not told of the same change made twice', () => {
    const both = draft([measure('a', '同'), measure('b'), measure('c')]);
    expect(mergeDrafts(base, both, structuredClone(both))).toEqual({ content: both, conflicts: [] });
  });

  it('keep what one added and lose what one removed', () => {
    const mine = draft([measure('a'), measure('new'), measure('b'), measure('c')]);
    const theirs = draft([measure('b'), measure('c'), measure('end')]);
    const { content, conflicts } = mergeDrafts(base, mine, theirs);
    expect(content.measures.map(({ id }) => id)).toEqual(['new', 'b', 'c', 'end']);
    expect(conflicts).toEqual([]);
  });

  it.each([
    [draft([measure('b'), measure('c')]), draft([measure('a', '他的'), measure('b'), measure('c')]), ['a', 'b', 'c']],
    [draft([measure('a', '我的'), measure('b'), measure('c')]), draft([measure('b'), measure('c')]), ['b', 'c']],
  ])('hear of a measure that one removed and the other changed', (mine, theirs, left) => {
    const { content, conflicts } = mergeDrafts(base, mine, theirs);
    expect(content.measures.map(({ id }) => id)).toEqual(left);
    expect(conflicts.map(({ id }) => id)).toEqual(['a']);
  });

  it('have the order of the one who moved something', () => {
    const moved = draft([measure('c'), measure('a'), measure('b')]);
    const grown = draft([measure('a'), measure('b'), measure('x'), measure('c')]);
    expect(mergeDrafts(base, moved, grown).content.measures.map(({ id }) => id)).toEqual(['c', 'a', 'b', 'x']);
    expect(mergeDrafts(base, grown, moved).content.measures.map(({ id }) => id)).toEqual(['c', 'a', 'b', 'x']);
  });

  it('keep each other’s fields of the plan', () => {
    const header = (title: string, period: string) => draft(base.measures, { title, period });
    const merged = mergeDrafts(header('旧', '2019'), header('新', '2019'), header('旧', '2020'));
    expect(merged.content.plan).toEqual({ title: '新', period: '2020' });
  });

  it('are not taken for different because a server writes the same in another order', () => {
    const mine = draft([{ title: '我的', id: 'a' }, measure('b'), measure('c')]);
    const theirs = draft([{ id: 'a', title: '我的' }, measure('b'), measure('c')]);
    expect(mergeDrafts(base, mine, theirs).conflicts).toEqual([]);
  });
});
