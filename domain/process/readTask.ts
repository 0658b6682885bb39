import type { ModdleElement } from 'bpmn-moddle';
import { parseDayRule } from './dayRule.ts';
import { ladderEnds, operationNames } from './extension.ts';
import { textOf } from './moddle.ts';
import type { Problems } from './problems.ts';
import { readForm } from './readForm.ts';
import { readRule } from './readRule.ts';
import {
  collectionNames,
  type HolderRule,
  holderRules,
  type Json,
  type MultiInstance,
  type TaskSpec,
  type Variables,
  workItemKinds,
} from './types.ts';

function oneOf<T extends string>(
  names: readonly T[],
  value: string | undefined,
  report: (listed: string) => void,
): T | undefined {
  const found = names.find((name) => name === value);
  if (found === undefined) report(names.join(', '));
  return found;
}

/** The meaning of a user task; a missing or unknown attribute is reported and replaced by a harmless one. */
export function readTask(element: ModdleElement, id: string, problems: Problems): TaskSpec {
  const unknown = (rule: string, attribute: string, zh: string, value: string | undefined) => (listed: string) =>
    problems.error(
      id,
      rule,
      `“${id}”的${zh}（duban:${attribute}）“${value ?? ''}”未知，可用：${listed}`,
      `"${id}": duban:${attribute} "${value ?? ''}" is unknown; use one of ${listed}`,
    );
  const kindText = textOf(element, 'duban:kind');
  const holderText = textOf(element, 'duban:holder');
  const kind = oneOf(workItemKinds, kindText, unknown('UNKNOWN_KIND', 'kind', '事项类型', kindText)) ?? 'DECIDE';
  const holder = oneOf(holderRules, holderText, unknown('UNKNOWN_HOLDER', 'holder', '承办方', holderText)) ?? 'office';
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
    const end = oneOf(ladderEnds, ladder, unknown('UNKNOWN_LADDER', 'ladderUpTo', '升级上限', ladder));
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
  const collection = oneOf(collectionNames, name, (listed) =>
    problems.error(
      id,
      'UNKNOWN_COLLECTION',
      `“${id}”的多实例范围（duban:collection）“${name ?? ''}”未知，可用：${listed}`,
      `"${id}": duban:collection "${name ?? ''}" is unknown; use one of ${listed}`,
    ),
  );
  for (const foreign of ['loopCardinality', 'completionCondition']) {
    if (loop.get(foreign) === undefined) continue;
    problems.error(
      id,
      'LOOP_EXPRESSION',
      `“${id}”：不支持多实例的 ${foreign}，请用 duban:complete`,
      `"${id}": ${foreign} is not supported on a multi-instance; use duban:complete`,
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
  const operation = oneOf(operationNames, name, (listed) =>
    problems.error(
      id,
      'UNKNOWN_OPERATION',
      `“${id}”的操作（duban:operation）“${name ?? ''}”未知，可用：${listed}`,
      `"${id}": duban:operation "${name ?? ''}" is unknown; use one of ${listed}`,
    ),
  );
  return { operation: operation ?? '', parameters: readParameters(element, id, problems) };
}

function readParameters(element: ModdleElement, id: string, problems: Problems): Variables {
  const text = textOf(element, 'duban:parameters');
  if (text === undefined) return {};
  try {
    const value: Json = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value;
  } catch {
    // reported below with everything else that is not an object
  }
  problems.error(
    id,
    'PARAMETERS',
    `“${id}”的参数（duban:parameters）不是 JSON 对象`,
    `"${id}": duban:parameters is not a JSON object`,
  );
  return {};
}
