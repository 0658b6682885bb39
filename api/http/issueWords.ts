import type { $ZodIssue } from 'zod/v4/core';
import type { UserMessage } from '../../domain/errors.ts';

const said = (zh: string, en: string): UserMessage => ({ zh, en });

const typeWords: Record<string, UserMessage> = {
  string: said('文字', 'a text'),
  number: said('数字', 'a number'),
  int: said('整数', 'a whole number'),
  boolean: said('是或否（true、false）', 'true or false'),
  array: said('列表', 'a list'),
  object: said('一组内容', 'an object with its parts'),
  record: said('一组内容', 'an object with its parts'),
  null: said('空', 'nothing'),
  date: said('日期', 'a day'),
};

const formatWords: Record<string, UserMessage> = {
  email: said('电子邮件地址', 'an e-mail address'),
  url: said('网址', 'a web address'),
  uuid: said('编号（UUID）', 'an id (UUID)'),
  date: said('日期，如 2020-06-30', 'a day such as 2020-06-30'),
  datetime: said('日期和时间，如 2020-06-30T08:30:00Z', 'a day and time such as 2020-06-30T08:30:00Z'),
};

/** What is counted of what is measured by its size. */
const counted: Record<string, UserMessage> = {
  string: said('个字', 'characters'),
  array: said('项', 'entries'),
  set: said('项', 'entries'),
  map: said('项', 'entries'),
  file: said('字节', 'bytes'),
};

const unfit = said('内容不符合要求', 'This does not fit what is asked for');
const missing = said('请填写，不能空着', 'Fill this in; it must not be empty');

/** What is wrong with an input, as a person would say it: no type names, signs or patterns of a program. */
export function issueInWords(issue: $ZodIssue): UserMessage {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? missing : mustBe(typeWords[issue.expected]);
    case 'invalid_format':
      return formatWords[issue.format] === undefined
        ? said('写法不对', 'This is not written as it should be')
        : mustBe(formatWords[issue.format]);
    case 'invalid_value': {
      const values = issue.values.map(String);
      return said(`只能是：${values.join('、')}`, `Must be one of: ${values.join(', ')}`);
    }
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? missing
        : atLeast(Number(issue.minimum), issue.inclusive !== false, counted[issue.origin]);
    case 'too_big':
      return atMost(Number(issue.maximum), issue.inclusive !== false, counted[issue.origin]);
    case 'not_multiple_of':
      return said(`应为 ${issue.divisor} 的倍数`, `Must be a multiple of ${issue.divisor}`);
    case 'unrecognized_keys':
      return said(`有不认识的内容：${issue.keys.join('、')}`, `Unknown parts: ${issue.keys.join(', ')}`);
    default:
      return unfit;
  }
}

function mustBe(wanted: UserMessage | undefined): UserMessage {
  return wanted === undefined ? unfit : said(`应为${wanted.zh}`, `Must be ${wanted.en}`);
}

function atLeast(least: number, inclusive: boolean, noun: UserMessage | undefined): UserMessage {
  if (noun !== undefined) return said(`至少${least}${noun.zh}`, `At least ${least} ${noun.en}`);
  return inclusive
    ? said(`不能小于 ${least}`, `Must be ${least} or more`)
    : said(`应大于 ${least}`, `Must be above ${least}`);
}

function atMost(most: number, inclusive: boolean, noun: UserMessage | undefined): UserMessage {
  if (noun !== undefined) return said(`最多${most}${noun.zh}`, `At most ${most} ${noun.en}`);
  return inclusive
    ? said(`不能大于 ${most}`, `Must be ${most} or less`)
    : said(`应小于 ${most}`, `Must be below ${most}`);
}
