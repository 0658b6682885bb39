import type { UserMessage } from '../errors.ts';
import type { Form } from '../forms/types.ts';
import { formInWords } from '../forms/words.ts';
import { rungGroupLabels } from '../ladder/labels.ts';
import { kindFacts } from '../workItemKinds.ts';
import { feelInWords } from './feelWords.ts';
import { resultIn, resultInWords } from './operationResult.ts';
import { outcomeInSentence } from './outcomeWords.ts';
import type { CollectionName, DueRule, Flow, Graph, HolderRule, MultiInstance, Node, TaskSpec } from './types.ts';

/** What the rules of a definition say, in words that an administrator understands. */

export const holderWords: Record<HolderRule, UserMessage> = {
  memberUnit: { zh: '本单位', en: 'the unit itself' },
  coordinator: { zh: '协调单位（首个责任单位）', en: 'the coordinating unit (first named)' },
  planUnit: { zh: '本方案中的该单位', en: 'the unit of the plan' },
  office: { zh: '领导小组办公室', en: 'the office' },
  responsibleLeader: { zh: '责任领导', en: 'the responsible leader' },
  leadingGroupHead: { zh: '领导小组组长', en: "the leading group's head" },
  chiefLeader: { zh: '县（旗）党政主要领导', en: 'a chief leader of the county' },
  discipline: { zh: '纪委监委', en: 'the discipline commission' },
  post: { zh: '指定岗位', en: 'a named post' },
  doer: { zh: '前面某一步的办理人', en: 'whoever did an earlier step' },
};

export const collectionWords: Record<CollectionName, UserMessage> = {
  answerableUnits: { zh: '每个承担责任的单位', en: 'each answerable unit' },
  contributingUnits: { zh: '每个参与单位', en: 'each contributing unit' },
  leadUnits: { zh: '每个牵头单位', en: 'each lead unit' },
  responsibleUnits: { zh: '每个责任单位', en: 'each responsible unit' },
  supportingUnits: { zh: '每个配合单位', en: 'each supporting unit' },
  allUnits: { zh: '每个单位', en: 'each unit' },
  reportingPeriods: { zh: '每个报送周期', en: 'each reporting period' },
  assessmentYears: { zh: '每个考核年度', en: 'each assessment year' },
};

export const operationWords: Record<string, UserMessage> = {
  score: { zh: '计算考核得分', en: 'compute the score' },
  closeOut: { zh: '措施办结归档', en: 'close the measure' },
  markUnreported: { zh: '标记未报', en: 'mark as not reported' },
  setScore: { zh: '写入考核结果', en: 'set a result' },
};

export const baseWords: Record<DueRule['base'], UserMessage> = {
  opened: { zh: '开始之日', en: 'the day it opens' },
  deadline: { zh: '措施完成时限', en: 'the deadline of the measure' },
  'period.opensOn': { zh: '报送周期开始日', en: 'the opening of the period' },
  'period.dueOn': { zh: '报送周期应报日', en: 'the due day of the period' },
  'period.cutOffOn': { zh: '报送周期截止日', en: 'the cut-off of the period' },
  'year.opensOn': { zh: '年度考核开始日', en: 'the opening of the assessment' },
  due: { zh: '该任务的到期日', en: 'the due day of the task' },
  date: { zh: '指定日期', en: 'a date' },
};

/** 开始之日后5个工作日 / 5 working days after the day it opens. */
export function ruleInWords({ base, date, offset, unit }: DueRule): UserMessage {
  const from = base === 'date' ? { zh: date ?? '', en: date ?? '' } : baseWords[base];
  if (offset === 0) return from;
  const count = Math.abs(offset);
  const zhUnit = unit === 'workingDays' ? '个工作日' : '天';
  const enUnit = `${unit === 'workingDays' ? 'working day' : 'day'}${count === 1 ? '' : 's'}`;
  return offset > 0
    ? { zh: `${from.zh}后${count}${zhUnit}`, en: `${count} ${enUnit} after ${from.en}` }
    : { zh: `${from.zh}前${count}${zhUnit}`, en: `${count} ${enUnit} before ${from.en}` };
}

/** A rule of the text that `parseDayRule` reads. */
export function ruleText({ base, date, offset, unit }: DueRule): string {
  const start = base === 'date' ? (date ?? '') : base;
  if (offset === 0) return start;
  return `${start}${offset > 0 ? '+' : '-'}${Math.abs(offset)}${unit === 'workingDays' ? 'wd' : 'd'}`;
}

function loopInWords({ collection, sequential, complete }: MultiInstance): UserMessage {
  const { zh, en } = collectionWords[collection];
  const order = sequential ? { zh: '依次', en: 'one after the other' } : { zh: '同时', en: 'side by side' };
  if (complete === 'all') return { zh: `${zh}${order.zh}，全部完成为止`, en: `${en}, ${order.en}, until all are done` };
  const needed = complete === 'first' ? 1 : complete;
  return { zh: `${zh}${order.zh}，完成${needed}个为止`, en: `${en}, ${order.en}, until ${needed} are done` };
}

function holderInWords({ holder, post, doerOf }: TaskSpec, nameOf: (id: string) => string): UserMessage {
  if (post !== undefined) return { zh: `岗位“${post.title}”`, en: `the post “${post.title}”` };
  if (doerOf !== undefined) {
    return { zh: `办理“${nameOf(doerOf)}”的人`, en: `whoever did “${nameOf(doerOf)}”` };
  }
  return holderWords[holder];
}

function taskInWords(task: TaskSpec, nameOf: (id: string) => string): UserMessage[] {
  const kind = kindFacts[task.kind].label;
  const due = ruleInWords(task.due);
  const holder = holderInWords(task, nameOf);
  const lines: UserMessage[] = [
    { zh: `事项类型：${kind.zh}`, en: `Kind: ${kind.en}` },
    { zh: `承办：${holder.zh}`, en: `Held by ${holder.en}` },
    { zh: `时限：${due.zh}`, en: `Due: ${due.en}` },
  ];
  const outcomes = task.outcomes.map(outcomeInSentence);
  // A step that can only be done leaves nothing to choose.
  if (task.outcomes.join() !== 'ACCEPTED') {
    const [zh, en] = [outcomes.map((one) => one.zh).join('、'), outcomes.map((one) => one.en).join(', ')];
    lines.push({ zh: `结果：${zh}`, en: `Outcomes: ${en}` });
  }
  if (task.signWithin !== undefined) {
    const days = task.signWithin;
    lines.push({
      zh: `签收时限：${days}个工作日`,
      en: `Signed for within ${days} working day${days === 1 ? '' : 's'}`,
    });
  }
  if (task.ladder !== undefined) lines.push({ zh: `升级规则：${task.ladder}`, en: `Ladder: ${task.ladder}` });
  if (task.ladderUpTo !== undefined) {
    const { zh, en } = rungGroupLabels[task.ladderUpTo];
    lines.push({ zh: `逾期升级到：${zh}`, en: `Ladder up to: ${en}` });
  }
  if (task.reviews !== undefined) {
    lines.push({ zh: `审核：${nameOf(task.reviews)}`, en: `Judges: ${nameOf(task.reviews)}` });
  }
  if (task.deemedAfter !== undefined) {
    const days = task.deemedAfter;
    lines.push({ zh: `逾期${days}个工作日视为办理`, en: `Deemed done ${days} working days after its due day` });
  }
  if (task.form !== undefined) lines.push(...formInWords(task.form));
  return lines;
}

/** What an element means, line by line; nothing for one that only joins or splits. */
export function elementInWords(graph: Graph, node: Node): UserMessage[] {
  const nameOf = (id: string) => graph.nodes[id]?.name ?? id;
  const loop = (node.type === 'userTask' || node.type === 'subProcess') && node.loop ? [loopInWords(node.loop)] : [];
  switch (node.type) {
    case 'userTask':
      return [...taskInWords(node.task, nameOf), ...loop];
    case 'subProcess':
      return loop;
    case 'serviceTask': {
      const words = operationWords[node.operation] ?? { zh: node.operation, en: node.operation };
      const operation = { zh: `操作：${words.zh}`, en: `Operation: ${words.en}` };
      const set = node.operation === 'setScore' ? resultIn(node.parameters) : null;
      if (set === null) return [operation];
      const result = resultInWords(set);
      return [{ zh: `${operation.zh}（${result.zh}）`, en: `${operation.en} (${result.en})` }];
    }
    case 'timerEvent':
    case 'boundaryTimer': {
      const { zh, en } = ruleInWords(node.timer);
      if (node.type === 'timerEvent') return [{ zh: `等到：${zh}`, en: `Waits until ${en}` }];
      return node.interrupting
        ? [{ zh: `到${zh}，停止并转走`, en: `At ${en} it stops the task and goes on here` }]
        : [{ zh: `到${zh}，另走一支，不停止`, en: `At ${en} a branch begins; the task goes on` }];
    }
    case 'callActivity':
      return [{ zh: `调用流程：${node.definitionKey}`, en: `Calls the process ${node.definitionKey}` }];
    case 'endEvent':
      return node.terminate ? [{ zh: '结束本层的一切', en: 'Ends everything on its level' }] : [];
    case 'exclusiveGateway':
      return [{ zh: '按条件走其中一支', en: 'Takes one branch by its conditions' }];
    case 'inclusiveGateway':
      return [{ zh: '按条件走一支或多支', en: 'Takes one or more branches by their conditions' }];
    default:
      return [];
  }
}

/** What a flow asks for; nothing where it is always taken. */
export function flowInWords(graph: Graph, flow: Flow): UserMessage[] {
  if (flow.condition === undefined) return [];
  const formOf = (id: string) => {
    const node = graph.nodes[id];
    return node?.type === 'userTask' ? node.task.form : undefined;
  };
  const { zh, en } = conditionInWords(flow.condition, (id) => graph.nodes[id]?.name, formOf);
  return [{ zh: `条件：${zh}`, en: `Condition: ${en}` }];
}

const answerPath = /([\p{L}_][\p{L}\p{N}_-]*)\.form\.([\p{L}_][\p{L}\p{N}_]*)/gu;

/** A condition in words, an answer in the form of a step (`visit.form.level`) by the labels of step, field and option. */
export function conditionInWords(
  condition: string,
  nameOf: (id: string) => string | undefined,
  formOf: (id: string) => Form | undefined,
): UserMessage {
  const answers = new Map<string, UserMessage>();
  const options = new Map<string, UserMessage>();
  const short = condition.replace(answerPath, (whole, id: string, key: string) => {
    const field = formOf(id)?.find((one) => one.key === key);
    if (field === undefined) return whole;
    for (const { value, label } of field.options ?? []) options.set(value, label);
    const word = `answer_${answers.size}`;
    const step = nameOf(id) ?? id;
    answers.set(word, { zh: `${step}”的“${field.label.zh}`, en: `${step}”, “${field.label.en}` });
    return word;
  });
  const inLanguage = (language: 'zh' | 'en') =>
    feelInWords(
      short,
      (id) => answers.get(id)?.[language] ?? nameOf(id),
      (value) => options.get(value),
    )[language];
  return { zh: inLanguage('zh'), en: inLanguage('en') };
}
