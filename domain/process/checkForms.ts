import { formProblems } from '../forms/checkForm.ts';
import { isCarried } from '../forms/types.ts';
import { pathsIn, syntaxFault } from './feelNames.ts';
import type { Problems } from './problems.ts';
import type { Graph, UserTask } from './types.ts';

/** Kinds whose page is a form of its own. */
const ownPage: readonly string[] = ['SHEET', 'FILL', 'ASSIGN'];

/** Checks the forms of user tasks, where they stand, and what conditions of flows read of them. */
export function checkForms(graph: Graph, problems: Problems): void {
  for (const node of Object.values(graph.nodes)) {
    if (node.type === 'userTask' && node.task.form !== undefined) checkFormOf(node, node.task.form, problems);
  }
  for (const flow of Object.values(graph.flows)) {
    if (flow.condition !== undefined && syntaxFault(flow.condition) === undefined) {
      checkReading(graph, flow.id, flow.condition, problems);
    }
  }
}

function checkFormOf(node: UserTask, form: NonNullable<UserTask['task']['form']>, problems: Problems): void {
  const name = node.name ?? node.id;
  if (node.task.reviews !== undefined || ownPage.includes(node.task.kind)) {
    problems.error(
      node.id,
      'FORM_NOT_HERE',
      `“${name}”不能带表格：审核类事项、报送表、明确牵头单位和补充成员单位有自己的页面`,
      `"${name}" cannot have a form: judging, sheets, naming the lead unit and naming members have pages of their own`,
    );
  }
  for (const { rule, severity, message } of formProblems(form)) {
    const [zh, en] = [`“${name}”的表格：${message.zh}`, `Form of "${name}": ${message.en}`];
    if (severity === 'error') problems.error(node.id, rule, zh, en);
    else problems.warning(node.id, rule, zh, en);
  }
}

/** `visit.form.level` must name a field of the form of `visit`, of a kind that travels with the process. */
function checkReading(graph: Graph, flowId: string, condition: string, problems: Problems): void {
  for (const [taskId = '', member, key] of pathsIn(condition).filter((path) => path.length === 3)) {
    const task = graph.nodes[taskId];
    if (member !== 'form' || key === undefined || task?.type !== 'userTask') continue;
    const name = task.name ?? taskId;
    const field = task.task.form?.find((one) => one.key === key);
    if (field === undefined) {
      problems.error(
        flowId,
        'UNKNOWN_FORM_FIELD',
        `连线“${flowId}”的条件用到“${name}”表格中的“${key}”，但那里没有这一栏`,
        `the condition of flow "${flowId}" reads "${key}" of the form of "${name}", which has no such field`,
      );
    } else if (!isCarried(field.kind)) {
      problems.error(
        flowId,
        'FORM_FIELD_STAYS',
        `连线“${flowId}”的条件用到“${field.label.zh}”；条件只能用数字、日期、是否和选择，文字、文件和表格留在事项中`,
        `the condition of flow "${flowId}" reads "${field.label.en}"; only numbers, dates, yes/no and choices reach conditions`,
      );
    }
  }
}
