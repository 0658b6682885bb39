import { evaluate, parseExpression } from 'feelin';
import type { UserMessage } from '../errors.ts';

/** What people write who know other languages, or type with a Chinese keyboard, and what FEEL has in its place. */
const habits: [RegExp, UserMessage][] = [
  [/[“”„＂‘’]/, { zh: '引号要用英文的 "', en: 'quotes are written "' }],
  [
    /[（）＝＞＜！，]/,
    { zh: '括号、逗号和比较符号要用英文半角的', en: 'brackets, commas and signs are written in half width' },
  ],
  [/[$#]\{/, { zh: '不用 $、# 和花括号，直接写里面的条件', en: 'write the condition itself, without $, # and braces' }],
  [/==/, { zh: '“等于”写一个等号 =', en: 'equals is one =' }],
  [/<>/, { zh: '“不等于”写作 !=', en: 'differs is written !=' }],
  [/&&|\|\|/, { zh: '“并且”写作 and，“或者”写作 or', en: 'write and for &&, or for ||' }],
  [/!(?!=)/, { zh: '“并非”写作 not(…)', en: 'write not(…) for !' }],
];

/** FEEL reads it as a comparison with a test, which never holds. */
const neverHolds = /==/;

/** Why a text is no FEEL expression, or one that can never hold; undefined where it is one. */
export function syntaxFault(condition: string): UserMessage | undefined {
  const bare = condition.replace(/"(?:\\.|[^"\\])*"/g, '""');
  const habit = () => habits.find(([mark]) => mark.test(bare))?.[1];
  try {
    evaluate(condition, {});
    return neverHolds.test(bare) ? habit() : undefined;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return habit() ?? { zh: `读不懂（${detail}）`, en: detail };
  }
}

/** Names that an expression reads and functions that it calls; names bound inside it (`for x in …`) are left out. */
export function namesIn(condition: string, known: string[]): { variables: string[]; functions: string[] } {
  const context = Object.fromEntries(known.map((name) => [name, null]));
  const variables = new Set<string>();
  const functions = new Set<string>();
  const bound = new Set<string>(['item']);
  parseExpression(condition, context, undefined).iterate({
    enter(node) {
      const text = condition.slice(node.from, node.to).trim().replace(/\s+/g, ' ');
      if (node.name === 'Name' || node.name === 'ParameterName') bound.add(text);
      if (node.name !== 'VariableName') return;
      if (/^\s*\(/.test(condition.slice(node.to))) functions.add(text);
      else variables.add(text);
    },
  });
  return { variables: [...variables].filter((name) => !bound.has(name)), functions: [...functions] };
}

/** Paths such as `visit.form.score` that an expression reads, each as its parts. */
export function pathsIn(condition: string): string[][] {
  const paths: string[][] = [];
  parseExpression(condition, {}, undefined).iterate({
    enter(node) {
      if (node.name !== 'PathExpression') return;
      const parts = condition.slice(node.from, node.to).split('.');
      paths.push(parts.map((part) => part.trim()));
    },
  });
  return paths;
}
