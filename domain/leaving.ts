import type { InputProblem } from './errors.ts';

/** A post that nobody would hold any more, with what waits for whoever holds it. */
export interface LeftPost {
  postId: string;
  title: string;
  /** Open work, approvals and what else names the post. */
  waiting: number;
}

/** What is chosen for a post: who follows, or nobody although something waits. */
export interface Following {
  postId: string;
  /** Null: it stays vacant. */
  personId: string | null;
}

/**
 * Why somebody cannot leave yet; empty where they can. A post on which something waits needs who follows, or the word
 * that it stays vacant; nobody follows themselves.
 */
export function leavingProblems(
  personId: string,
  left: readonly LeftPost[],
  following: readonly Following[],
): InputProblem[] {
  const problems: InputProblem[] = following.flatMap((choice, index) =>
    choice.personId === personId
      ? [
          {
            pointer: `/following/${index}/personId`,
            message: { zh: '接任人不能是离任人本人', en: 'Nobody follows themselves' },
          },
        ]
      : [],
  );
  const chosen = new Set(following.map((choice) => choice.postId));
  for (const { postId, title, waiting } of left) {
    if (waiting === 0 || chosen.has(postId)) continue;
    problems.push({
      pointer: '/following',
      message: {
        zh: `“${title}”将无人任职，尚有 ${waiting} 件事项，请选择接任人或确认空缺`,
        en: `Nobody would hold “${title}”, with ${waiting} things waiting: choose who follows, or leave it vacant`,
      },
    });
  }
  return problems;
}
