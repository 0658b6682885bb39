import type { UserMessage } from '../errors.ts';
import type { Variables } from './types.ts';

/** What the parameters of an operation say, as they are written in a definition; null where that cannot be read. */
export function parametersIn(text: string): Variables | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Variables) : null;
  } catch {
    return null;
  }
}

/** The result that a definition sets by itself: a score, where it says one, and whether it is passed. */
interface SetResult {
  score: number | null;
  passed: boolean;
}

/** The result in the parameters of `setScore`, passed where they do not say; null where they name something else. */
export function resultIn({ score = null, passed = true }: Variables): SetResult | null {
  if ((score !== null && typeof score !== 'number') || typeof passed !== 'boolean') return null;
  return { score, passed };
}

export function resultInWords({ score, passed }: SetResult): UserMessage {
  const verdict = passed ? { zh: '合格', en: 'passed' } : { zh: '不合格', en: 'not passed' };
  if (score === null) return verdict;
  return { zh: `得分${score}，${verdict.zh}`, en: `score ${score}, ${verdict.en}` };
}
