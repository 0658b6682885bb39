import type { ModdleElement } from 'bpmn-moddle';
import { parseDayRule } from './dayRule.ts';
import { ladderEnds, operationNames } from './extension.ts';
import { textOf } from './moddle.ts';
import { parametersIn, resultIn } from './operationResult.ts';
import type { Problems } from './problems.ts';
import { readForm } from './readForm.ts';
import { readRule } from './readRule.ts';
import {
  collectionNames,
  type HolderRule,
  holderRules,
  type MultiInstance,
  type TaskSpec,
  type Variables,
  workItemKinds,
} from './types.ts';

function oneOf<T extends string>(names: readonly T[], value: string | undefined, report: () => void): T | undefined {
  const found = names.find((name) => name === value);
  if (found === undefined) report();
  return found;
}

/** Says that a choice was not made, as in the files of other modelers, or that it is not among those there are. */
function unchosen(
  id: string,
  rule: string,
  what: { zh: string; en: string; attribute: string },
  value: string | undefined,
  problems: Problems,
): () => void {
  const { zh, en, attribute } = what;
  return () =>
    value === undefined
      ? problems.error(id, rule, `“${id}”还没有选择${zh}`, `"${id}" does not say ${en}; choose it`)
      : problems.error(
          id,
          rule,
          `“${id}”的${zh}“${value}”不认识，请重新选择`,
          `"${id}": duban:${attribute} "${value}" is unknown; choose again ${en}`,
        );
}

/** The meaning of a user task; a missing or unknown attribute is reported and replaced by a harmless one. */
export function readTask(element: ModdleElement, id: string, problems: Problems): TaskSpec {
  const kindText = textOf(element, 'duban:kind');
  const holderText = textOf(element, 'duban:holder');
  const ofKind = { zh: '事项类型', en: 'what kind of work item it is', attribute: 'kind' };
  const ofHolder = { zh: '由谁办', en: 'who holds it', attribute: 'holder' };
  const kind = oneOf(workItemKinds, kindText, unchosen(id, 'UNKNOWN_KIND', ofKind, kindText, problems)) ?? 'DECIDE';
  const holder =
    oneOf(holderRules, holderText, unchosen(id, 'UNKNOWN_HOLDER', ofHolder, holderText, problems)) ?? 'office';
  const due = readRule(id, 'duban:due', textOf(element, 'duban:due'), parseDayRule, problems);
  const task: TaskSpec = {
    kind,
    holder,
    ...readNamed(element, id, holder, problems),
    due,
    outcomes: readOutcomes(element),
  };
  const ladder = textOf(element, 'duban:ladderUpTo');
  if (ladder !== undefined) {
    const ofEnd = { zh: '升级上限', en: 'how far its ladder goes', attribute: 'ladderUpTo' };
    const end = oneOf(ladderEnds, ladder, unchosen(id, 'UNKNOWN_LADDER', ofEnd, ladder, problems));
    if (end !== undefined) task.ladderUpTo = end;
  }
  const form = readForm(element, id, problems);
  if (form !== undefined) task.form = form;
  const reviews = textOf(element, 'duban:reviews');
  if (reviews !== undefined) task.reviews = reviews;
  const named = textOf(element, 'duban:ladder');
  if (named !== undefined) task.ladder = named;
  const { deemedAfter, signWithin } = readTerms(element, id, problems);
  if (deemedAfter !== undefined) task.deemedAfter = deemedAfter;
  if (signWithin !== undefined) task.signWithin = signWithin;
  return task;
}

/** Terms in working days that a task may have beside its due day. */
const terms = [
  { name: 'deemedAfter', rule: 'DEEMED_AFTER', zh: '逾期视为天数' },
  { name: 'signWithin', rule: 'SIGN_WITHIN', zh: '签收时限' },
] as const;

function readTerms(
  element: ModdleElement,
  id: string,
  problems: Problems,
): Pick<TaskSpec, (typeof terms)[number]['name']> {
  const read: Pick<TaskSpec, (typeof terms)[number]['name']> = {};
  for (const { name, rule, zh } of terms) {
    const given = textOf(element, `duban:${name}`);
    if (given === undefined) continue;
    const days = Number(given);
    if (Number.isInteger(days) && days > 0 && days <= 366) read[name] = days;
    else
      problems.error(
        id,
        rule,
        `“${id}”的${zh}“${given}”应为正整数`,
        `"${id}": duban:${name} "${given}" must be a positive whole number of working days`,
      );
  }
  return read;
}

/** Which post, or the doer of which task: the holders that need a name. */
function readNamed(
  element: ModdleElement,
  id: string,
  holder: HolderRule,
  problems: Problems,
): Pick<TaskSpec, 'post' | 'doerOf'> {
  const post = textOf(element, 'duban:post');
  const doerOf = textOf(element, 'duban:doerOf');
  if (holder === 'post') {
    if (post !== undefined) return { post: { id: post, title: textOf(element, 'duban:postTitle') ?? post } };
    problems.error(id, 'NO_POST', `“${id}”由指定岗位承办，请选择岗位`, `"${id}" is held by a named post; choose which`);
  }
  if (holder === 'doer') {
    if (doerOf !== undefined) return { doerOf };
    problems.error(
      id,
      'NO_DOER',
      `“${id}”由前面某一步的办理人承办，请选择是哪一步`,
      `"${id}" is held by whoever did an earlier step; choose which step`,
    );
  }
  return {};
}

function readOutcomes(element: ModdleElement): string[] {
  const listed = (textOf(element, 'duban:outcomes') ?? '')
    .split(/[,，、]/)
    .map((outcome) => outcome.trim())
    .filter((outcome) => outcome !== '');
  if (listed.length > 0) return [...new Set(listed)];
  return textOf(element, 'duban:reviews') === undefined ? ['ACCEPTED'] : ['ACCEPTED', 'RETURNED'];
}

export function readLoop(loop: ModdleElement, id: string, problems: Problems): MultiInstance | undefined {
  const name = textOf(loop, 'duban:collection');
  const ofMembers = { zh: '展开范围', en: 'for whom it runs once each', attribute: 'collection' };
  const collection = oneOf(collectionNames, name, unchosen(id, 'UNKNOWN_COLLECTION', ofMembers, name, problems));
  for (const foreign of ['loopCardinality', 'completionCondition']) {
    if (loop.get(foreign) === undefined) continue;
    problems.error(
      id,
      'LOOP_EXPRESSION',
      `“${id}”：不支持多实例的 ${foreign}，请用“何时算完成”`,
      `"${id}": ${foreign} is not supported on a multi-instance; choose when it is complete`,
    );
  }
  const completeText = textOf(loop, 'duban:complete') ?? 'all';
  const count = Number(completeText);
  let complete: MultiInstance['complete'] = 'all';
  if (completeText === 'first') complete = 'first';
  else if (Number.isInteger(count) && count > 0) complete = count;
  else if (completeText !== 'all') {
    problems.error(
      id,
      'UNKNOWN_COMPLETE',
      `“${id}”的完成条件“${completeText}”应为 all、first 或正整数`,
      `"${id}": duban:complete "${completeText}" must be all, first or a positive whole number`,
    );
  }
  return collection === undefined ? undefined : { collection, sequential: loop.get('isSequential') === true, complete };
}

export function readOperation(
  element: ModdleElement,
  id: string,
  problems: Problems,
): { operation: string; parameters: Variables } {
  const name = textOf(element, 'duban:operation');
  const ofOperation = { zh: '操作', en: 'which operation it runs', attribute: 'operation' };
  const operation = oneOf(operationNames, name, unchosen(id, 'UNKNOWN_OPERATION', ofOperation, name, problems));
  const text = textOf(element, 'duban:parameters');
  const parameters = text === undefined ? {} : parametersIn(text);
  if (parameters === null || (operation === 'setScore' && resultIn(parameters) === null)) {
    problems.error(
      id,
      'PARAMETERS',
      `“${id}”的参数“${text}”看不懂，请重新填写得分和是否合格`,
      `"${id}": its parameters "${text}" cannot be read; set the score and whether it is passed anew`,
    );
  }
  return { operation: operation ?? '', parameters: parameters ?? {} };
}
