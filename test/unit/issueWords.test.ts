import { validate } from '../../api/http/validation.ts';
import { z } from '../../api/zod.ts';
import { DubanError } from '../../domain/errors.ts';

/** The one message about `value`, in Chinese and English. */
function told(schema: z.ZodType, value: unknown): string[] {
  try {
    validate(schema, value);
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    const [problem] = error.problems;
    return problem === undefined ? [] : [problem.message.zh, problem.message.en];
  }
  return [];
}

const rows: [string, z.ZodType, unknown, string, string][] = [
  [
    'nothing where a text is asked for',
    z.string(),
    undefined,
    '请填写，不能空着',
    'Fill this in; it must not be empty',
  ],
  ['an empty text', z.string().trim().min(1), ' ', '请填写，不能空着', 'Fill this in; it must not be empty'],
  ['a number for a text', z.string(), 3, '应为文字', 'Must be a text'],
  ['a text for a number', z.number(), '3', '应为数字', 'Must be a number'],
  ['half a number', z.number().int(), 1.5, '应为整数', 'Must be a whole number'],
  ['a text for yes or no', z.boolean(), 'x', '应为是或否（true、false）', 'Must be true or false'],
  ['a text for a list', z.array(z.string()), 'x', '应为列表', 'Must be a list'],
  ['a list for an object', z.object({}), [], '应为一组内容', 'Must be an object with its parts'],
  ['a long text', z.string().max(2), 'abc', '最多2个字', 'At most 2 characters'],
  ['a short list', z.array(z.string()).min(2), ['a'], '至少2项', 'At least 2 entries'],
  ['a small number', z.number().min(2), 1, '不能小于 2', 'Must be 2 or more'],
  ['nought where more is asked for', z.number().positive(), 0, '应大于 0', 'Must be above 0'],
  ['a large number', z.number().max(2), 3, '不能大于 2', 'Must be 2 or less'],
  ['what is no address', z.email(), 'x', '应为电子邮件地址', 'Must be an e-mail address'],
  ['what is no id', z.uuid(), 'x', '应为编号（UUID）', 'Must be an id (UUID)'],
  ['what no pattern allows', z.string().regex(/^a$/), 'x', '写法不对', 'This is not written as it should be'],
  ['what cannot be chosen', z.enum(['a', 'b']), 'c', '只能是：a、b', 'Must be one of: a, b'],
  ['what nobody asked for', z.strictObject({}), { a: 1 }, '有不认识的内容：a', 'Unknown parts: a'],
  ['neither of two', z.union([z.number(), z.boolean()]), 'x', '内容不符合要求', 'This does not fit what is asked for'],
];

it.each(rows)('%s is told in words', (_what, schema, value, zh, en) => {
  expect(told(schema, value)).toEqual([zh, en]);
});
