import { leavingProblems } from '../../domain/leaving.ts';

const post = (postId: string, waiting: number) => ({ postId, title: postId, waiting });

describe('somebody leaves', () => {
  it('where each post on which something waits has who follows, or is left vacant on purpose', () => {
    const left = [post('head', 3), post('leader', 1), post('idle', 0)];
    const following = [
      { postId: 'head', personId: '乙' },
      { postId: 'leader', personId: null },
    ];
    expect(leavingProblems('甲', left, following)).toEqual([]);
    expect(leavingProblems('甲', [post('idle', 0)], [])).toEqual([]);
  });

  it('not while a post with something waiting has nobody', () => {
    const [problem, ...rest] = leavingProblems('甲', [post('head', 3), post('idle', 0)], []);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ pointer: '/following', message: { zh: expect.stringContaining('3 件') } });
  });

  it('and is not followed by themselves', () => {
    const problems = leavingProblems('甲', [post('head', 3)], [{ postId: 'head', personId: '甲' }]);
    expect(problems.map((problem) => problem.pointer)).toEqual(['/following/0/personId']);
  });
});
