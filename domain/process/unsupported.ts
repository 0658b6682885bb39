import { type Problems, typeInWords } from './problems.ts';

interface Words {
  zh: string;
  en: string;
}

const asTask: Words = { zh: '请改为待办事项或自动操作', en: 'make it a work item or an operation' };
const asSubProcess: Words = { zh: '请改为子流程', en: 'make it a sub-process' };
const asGateway: Words = { zh: '请改为选择分支或并行分支', en: 'make it a choice or a parallel gateway' };
const asTimer: Words = {
  zh: '请改为“等待到某日”，或删去后直接连线',
  en: 'make it a timer, or remove it and connect its neighbours',
};
const byOutcome: Words = {
  zh: '请改为时限，或删去；退回、不同意等情形用待办事项的结果和选择分支表示',
  en: 'make it a time limit, or remove it; say what is returned or refused by outcomes and a choice',
};
const remove: Words = { zh: '请删去', en: 'remove it' };

/** What to do with an element that is not run, by its type. */
const byType: Record<string, Words> = {
  Task: asTask,
  SendTask: asTask,
  ReceiveTask: asTask,
  ManualTask: asTask,
  ScriptTask: asTask,
  BusinessRuleTask: asTask,
  Transaction: asSubProcess,
  AdHocSubProcess: asSubProcess,
  ComplexGateway: asGateway,
  EventBasedGateway: asGateway,
  IntermediateThrowEvent: asTimer,
  IntermediateCatchEvent: asTimer,
  BoundaryEvent: byOutcome,
  StartEvent: {
    zh: '请改为普通的开始；何时启动在“自动启动”中设置',
    en: 'make it a plain start; when a process starts by itself is set under automatic starts',
  },
  EndEvent: { zh: '请改为普通的结束', en: 'make it a plain end' },
  EventSubProcess: {
    zh: '请改为子流程并接入流程，或删去；到期后要做的事用待办事项上的时限表示',
    en: 'make it a sub-process and connect it, or remove it; say what follows a term by a time limit on the step',
  },
  StandardLoopCharacteristics: {
    zh: '请去掉循环，用连线回到前面的环节，或选择逐个单位办理',
    en: 'take the loop off; go back by a flow, or have each unit do it',
  },
};

/**
 * Names an element that is not run, and what to do about it.
 *
 * @param what the type that is not run; for an event that of its definition.
 * @param element the type of the element itself, where it differs.
 */
export function refuseElement(problems: Problems, id: string | null, what: string, element = what): void {
  const { zh, en } = typeInWords(what);
  const todo = byType[element.replace(/^.*:/, '')] ?? remove;
  problems.error(
    id,
    'UNSUPPORTED_ELEMENT',
    `${id === null ? '' : `“${id}”：`}不支持“${zh}”，${todo.zh}`,
    `${id === null ? '' : `"${id}": `}${en} is not supported; ${todo.en}`,
  );
}
