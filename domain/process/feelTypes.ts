import { parseExpression } from 'feelin';
import { isDay } from '../day.ts';
import type { UserMessage } from '../errors.ts';
import type { FieldKind, Form } from '../forms/types.ts';
import { factNames } from './extension.ts';

/** What a value of a condition is, as far as that is known before it runs. */
type FeelType = 'number' | 'text' | 'boolean' | 'date' | 'step';

/** The type of a name or of a path such as `visit.form.score`; undefined where it is not known. */
export type TypeOf = (path: string[]) => FeelType | undefined;

type SyntaxNode = ReturnType<typeof parseExpression>['topNode'];

const words: Record<FeelType, UserMessage> = {
  number: { zh: '数字', en: 'a number' },
  text: { zh: '文字', en: 'a text' },
  boolean: { zh: '是或否', en: 'yes or no' },
  date: { zh: '日期', en: 'a day' },
  step: { zh: '一个步骤', en: 'a step' },
};

const fieldTypes: Partial<Record<FieldKind, FeelType>> = {
  number: 'number',
  date: 'date',
  yesNo: 'boolean',
  choice: 'text',
  text: 'text',
  longText: 'text',
};

/** The type of what a field of a form holds; a list has none that could be told. */
export function typeOfField(form: Form | undefined, key: string | undefined): FeelType | undefined {
  const field = form?.find((one) => one.key === key);
  return field && fieldTypes[field.kind];
}

/**
 * Types of what conditions of flows read.
 *
 * @param formOf The form of a step: undefined where it has none, null where there is no step of this id.
 */
export function typesOfFlow(formOf: (id: string) => Form | undefined | null): TypeOf {
  const alone: Record<string, FeelType> = {
    ...{ outcome: 'text', round: 'number', today: 'date' },
    ...Object.fromEntries(factNames.map((name) => [name, 'boolean'])),
  };
  return ([name = '', member, key]) => {
    if (member === undefined && Object.hasOwn(alone, name)) return alone[name];
    const form = formOf(name);
    if (form === null) return undefined;
    if (member === undefined) return 'step';
    if (member === 'form') return typeOfField(form, key);
    return member === 'outcome' || member === 'round' ? alone[member] : undefined;
  };
}

const answersYesOrNo = ['not', 'contains', 'starts with', 'ends with', 'list contains', 'matches'];
/** Inside them a name may stand for something else. */
const ownNames = ['QuantifiedExpression', 'ForExpression', 'FilterExpression', 'FunctionDefinition'];

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/**
 * Why a condition of valid syntax can never decide anything, by the types of what it reads: it compares what is never
 * alike, or is no question at all. Undefined where nothing is wrong or the types are not known.
 */
export function typeFault(condition: string, typeOf: TypeOf): UserMessage | undefined {
  const read = (node: SyntaxNode) => condition.slice(node.from, node.to).trim();
  const typeOfNode = (node: SyntaxNode): FeelType | undefined => {
    const [first, ...rest] = childrenOf(node);
    switch (node.name) {
      case 'NumericLiteral':
        return 'number';
      case 'StringLiteral':
        return 'text';
      case 'BooleanLiteral':
      case 'Comparison':
      case 'Conjunction':
      case 'Disjunction':
        return 'boolean';
      case 'DateTimeLiteral':
        return read(node).startsWith('date(') ? 'date' : undefined;
      case 'VariableName':
      case 'PathExpression':
        return typeOf(read(node).split(/\s*\.\s*/));
      case 'FunctionInvocation':
        return first !== undefined && answersYesOrNo.includes(read(first)) ? 'boolean' : undefined;
      case 'ParenthesizedExpression':
        return rest[0] && typeOfNode(rest[0]);
      default:
        return undefined;
    }
  };
  const question = (node: SyntaxNode): UserMessage | undefined => {
    const type = typeOfNode(node);
    return type === undefined || type === 'boolean' ? undefined : noQuestion(read(node), type);
  };
  const compared = (node: SyntaxNode): UserMessage | undefined => {
    const sides = childrenOf(node).flatMap((child) =>
      child.name.startsWith('PositiveUnary') ? tested(child) : [child],
    );
    const typed = sides.flatMap((side) => {
      const type = typeOfNode(side);
      return type === undefined ? [] : [{ text: read(side), type }];
    });
    const [left] = typed;
    const other = typed.find(({ type }) => type !== left?.type);
    return left && other && unlike(left, other);
  };
  const faultIn = (node: SyntaxNode): UserMessage | undefined => {
    if (ownNames.includes(node.name)) return undefined;
    const asks = node.name === 'Conjunction' || node.name === 'Disjunction' || node.name === 'Expression';
    const own = asks ? childrenOf(node).map(question) : node.name === 'Comparison' ? [compared(node)] : [];
    return [...own, ...childrenOf(node).map(faultIn)].find((fault) => fault !== undefined);
  };
  return faultIn(parseExpression(condition, {}, undefined).topNode);
}

/** What is named behind `in`: each value, and the two ends of a range. */
function tested(node: SyntaxNode): SyntaxNode[] {
  const through = ['PositiveUnaryTests', 'PositiveUnaryTest', 'SimplePositiveUnaryTest', 'Interval'];
  return through.includes(node.name) ? childrenOf(node).flatMap(tested) : [node];
}

interface Side {
  text: string;
  type: FeelType;
}

function unlike(one: Side, other: Side): UserMessage {
  const [a, b] = [words[one.type], words[other.type]];
  const advice = adviceFor(one, other);
  return {
    zh: `${one.text} 是${a.zh}，${other.text} 是${b.zh}，两者永远比不出结果${advice.zh}`,
    en: `${one.text} is ${a.en} and ${other.text} is ${b.en}; the two never compare${advice.en}`,
  };
}

function adviceFor(one: Side, other: Side): UserMessage {
  const step = [one, other].find(({ type }) => type === 'step');
  if (step !== undefined) {
    return { zh: `；步骤的结果写作 ${step.text}.outcome`, en: `; the result of a step is ${step.text}.outcome` };
  }
  const quoted = [one, other].find(({ text }) => text.startsWith('"'));
  const bare = quoted?.text.slice(1, -1) ?? '';
  const wanted = quoted === one ? other.type : one.type;
  if (wanted === 'date' && isDay(bare)) return { zh: `；日期写作 date("${bare}")`, en: `; a day is date("${bare}")` };
  const unquoted =
    (wanted === 'number' && bare !== '' && Number.isFinite(Number(bare))) ||
    (wanted === 'boolean' && (bare === 'true' || bare === 'false'));
  return unquoted ? { zh: `；请去掉引号，写 ${bare}`, en: `; write ${bare} without quotes` } : { zh: '', en: '' };
}

function noQuestion(text: string, type: FeelType): UserMessage {
  const { zh, en } = words[type];
  const example = type === 'step' ? `${text}.outcome = "ACCEPTED"` : type === 'number' ? `${text} > 1` : undefined;
  const advice =
    text.startsWith('"') || /^\d/.test(text) || example === undefined
      ? {
          zh: '请写成完整的比较，例如 outcome = "ACCEPTED"；有几种可能时每个都要写全，例如 outcome = "A" or outcome = "B"',
          en: 'write a whole comparison such as outcome = "ACCEPTED", and each of several in full: outcome = "A" or outcome = "B"',
        }
      : { zh: `请写成完整的比较，例如 ${example}`, en: `write a whole comparison such as ${example}` };
  return {
    zh: `${text} 只是${zh}，不是能判断成立与否的条件；${advice.zh}`,
    en: `${text} is only ${en} and nothing that holds or fails; ${advice.en}`,
  };
}
