import { parseExpression } from 'feelin';
import type { UserMessage } from '../errors.ts';
import { outcomeInSentence } from './outcomeWords.ts';

const said = (zh: string, en: string): UserMessage => ({ zh, en });

const names: Record<string, UserMessage> = {
  outcome: said('上一步结果', 'the last outcome'),
  round: said('轮次', 'the round'),
  counts: said('各结果个数', 'how often each outcome came'),
  score: said('得分', 'the score'),
  passed: said('合格', 'passed'),
  unreported: said('未报项数', 'how many are not reported'),
  today: said('当天', 'the day'),
  member: said('所办单位或周期', 'the member'),
  assignment: said('该单位', 'the unit'),
  period: said('报送周期', 'the period'),
  year: said('考核年度', 'the year'),
  hasAnswerable: said('有责任单位', 'there is an answerable unit'),
  hasLeader: said('有责任领导', 'there is a leader'),
  hasDeadline: said('有完成时限', 'there is a deadline'),
  deadlineKind: said('时限类型', 'the kind of deadline'),
};

const operators: Record<string, UserMessage> = {
  '=': said('为', 'is'),
  '!=': said('不为', 'is not'),
  '<': said('小于', 'is below'),
  '<=': said('不大于', 'is at most'),
  '>': said('大于', 'is above'),
  '>=': said('不小于', 'is at least'),
  and: said('，并且', 'and'),
  or: said('，或者', 'or'),
  in: said('属于', 'is one of'),
  between: said('介于', 'is between'),
  not: said('并非', 'not'),
  true: said('是', 'true'),
  false: said('否', 'false'),
  null: said('空', 'nothing'),
  some: said('有某个', 'some'),
  every: said('每个', 'every'),
  satisfies: said('，满足', 'satisfies'),
  count: said('个数', 'how many in'),
  date: said('日期', 'the date'),
};

/** What a name that conditions may use stands for; the name itself where nothing is known of it. */
export function nameInWords(name: string): UserMessage {
  return names[name] ?? said(name, name);
}

/**
 * A plain-language reading of a FEEL condition: names, comparisons and connectives in words, everything else as
 * written. It explains; what holds is decided by the condition itself.
 *
 * @param elementName Name of the element with an id, where there is one.
 * @param valueName What a text that is compared with stands for, where it is known.
 */
export function feelInWords(
  condition: string,
  elementName: (id: string) => string | undefined,
  valueName: (value: string) => UserMessage | undefined = () => undefined,
): UserMessage {
  const zh: string[] = [];
  const en: string[] = [];
  const say = (message: UserMessage) => {
    zh.push(message.zh);
    en.push(message.en);
  };
  const wordOf = (name: string): UserMessage => {
    const element = elementName(name);
    if (element !== undefined) return said(`“${element}”`, `“${element}”`);
    return names[name] ?? operators[name] ?? said(name, name);
  };
  let at = 0;
  parseExpression(condition, {}, undefined).iterate({
    enter(node) {
      if (node.node.firstChild !== null) return;
      const between = condition.slice(at, node.from).trim();
      if (between !== '') say(operators[between] ?? said(between, between));
      const text = condition.slice(node.from, node.to);
      at = node.to;
      if (node.name === 'StringLiteral') {
        const value = text.slice(1, -1);
        const word = valueName(value) ?? outcomeInSentence(value);
        say(said(`“${word.zh}”`, `“${word.en}”`));
      } else if (text === '.') {
        say(said('的', '→'));
      } else {
        say(wordOf(text));
      }
    },
  });
  const rest = condition.slice(at).trim();
  if (rest !== '') say(said(rest, rest));
  return { zh: zh.join(''), en: en.join(' ') };
}
