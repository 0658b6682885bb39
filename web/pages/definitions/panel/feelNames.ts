import type { FeelName } from '@bpmn-io/feel-editor';
import type { UserMessage } from '../../../../domain/errors.ts';
import { isCarried } from '../../../../domain/forms/types.ts';
import { factNames, operationResults } from '../../../../domain/process/extension.ts';
import { nameInWords } from '../../../../domain/process/feelWords.ts';
import { formOfElement } from '../form/formElement.ts';
import { drawnElements, type Edited, nameOf, textOf } from './element.ts';

type Words = (message: UserMessage) => string;

const withResult = ['bpmn:UserTask', 'bpmn:ServiceTask', 'bpmn:SubProcess', 'bpmn:CallActivity'];

/** What a flow stands in, outwards to the process. */
function levelsAround({ element }: Edited): unknown[] {
  const levels: unknown[] = [];
  for (let at = element.businessObject.$parent; at !== undefined; at = at.$parent) levels.push(at);
  return levels;
}

/** Names that a condition may use: facts, the last result, and what each step of its level or further out leaves. */
export function variablesOf(edited: Edited, words: Words): FeelName[] {
  const levels = levelsAround(edited);
  const steps = drawnElements(edited.modeler).filter(
    ({ type, businessObject }) => withResult.includes(type) && levels.includes(businessObject.$parent),
  );
  return [
    ...['outcome', 'round', 'today', 'member', ...factNames].map(
      (name): FeelName => ({ name, detail: words(nameInWords(name)) }),
    ),
    ...steps.map((element): FeelName => {
      const outcomes = textOf({ ...edited, element }, 'duban:outcomes');
      const results = operationResults[textOf({ ...edited, element }, 'duban:operation')];
      const carried = (formOfElement({ ...edited, element }) ?? []).filter(({ kind }) => isCarried(kind));
      const form: FeelName = {
        name: 'form',
        entries: carried.map(({ key, label }) => ({ name: key, detail: words(label) })),
      };
      return {
        name: element.id,
        detail: nameOf(element, words),
        entries: [
          ...(results === undefined ? [{ name: 'outcome', detail: outcomes || words(nameInWords('outcome')) }] : []),
          ...(results ?? []).map((name) => ({ name, detail: words(nameInWords(name)) })),
          { name: 'round', detail: words(nameInWords('round')) },
          ...(carried.length === 0 ? [] : [form]),
        ],
      };
    }),
  ];
}

const described: [string, string[], UserMessage][] = [
  ['not', ['condition'], { zh: '并非', en: 'the opposite' }],
  ['count', ['list'], { zh: '个数', en: 'how many' }],
  ['sum', ['list'], { zh: '合计', en: 'the sum' }],
  ['min', ['list'], { zh: '最小的', en: 'the least' }],
  ['max', ['list'], { zh: '最大的', en: 'the greatest' }],
  ['contains', ['text', 'part'], { zh: '文字中含有', en: 'whether a text has a part' }],
  ['starts with', ['text', 'part'], { zh: '文字以此开头', en: 'whether a text begins so' }],
  ['ends with', ['text', 'part'], { zh: '文字以此结尾', en: 'whether a text ends so' }],
  ['list contains', ['list', 'element'], { zh: '列表中有', en: 'whether a list has it' }],
  ['date', ['day'], { zh: '日期，如 "2026-06-30"', en: 'a day, such as "2026-06-30"' }],
  ['duration', ['text'], { zh: '时长，如 "P10D"', en: 'a time, such as "P10D"' }],
];

/** Functions of FEEL that conditions need; those that ask a clock are refused and so not offered. */
export function functionsIn(words: Words): FeelName[] {
  return described.map(([name, params, about]) => ({
    ...{ name, type: 'function', detail: words(about) },
    params: params.map((param) => ({ name: param })),
  }));
}
