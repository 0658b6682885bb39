import type { $ZodIssue } from 'zod/v4/core';
import { DubanError, type InputProblem, type UserMessage } from '../../domain/errors.ts';
import { pointerPart } from '../../domain/forms/shapes.ts';
import type { z } from '../zod.ts';
import { issueInWords } from './issueWords.ts';

/** Messages for rules of our own (`params.rule` of a refinement). */
const ruleMessages: Record<string, UserMessage> = {
  oneOf: { zh: '请给出其中一项，不能同时给出', en: 'Give one of them, not both' },
  day: { zh: '应为有效日期，如 2020-06-30', en: 'Must be a real day such as 2020-06-30' },
  dayTwice: { zh: '同一天不能出现两次', en: 'A day must not appear twice' },
  dayOfYear: { zh: '日期须在所列年份内', en: 'Days must be of the year that they stand under' },
  yearTwice: { zh: '同一年不能出现两次', en: 'A year must not appear twice' },
};

/**
 * Checks input against its schema.
 *
 * @param where First part of each pointer: `/query`, `/path`, or empty for the body.
 * @throws DubanError VALIDATION with every problem, each in both languages.
 */
export function validate<T extends z.ZodType>(schema: T, input: unknown, where = ''): z.output<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => toProblem(issue, where));
  throw new DubanError(
    'VALIDATION',
    {
      zh: problems.map((problem) => `${problem.pointer || '/'}：${problem.message.zh}`).join('；'),
      en: problems.map((problem) => `${problem.pointer || '/'}: ${problem.message.en}`).join('; '),
    },
    { problems },
  );
}

function toProblem(issue: $ZodIssue, where: string): InputProblem {
  const pointer = `${where}${issue.path.map((part) => `/${pointerPart(String(part))}`).join('')}`;
  const own = issue.code === 'custom' ? ruleMessages[String(issue.params?.rule)] : undefined;
  return { pointer, message: own ?? issueInWords(issue) };
}
