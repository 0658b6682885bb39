import type { UserMessage } from '../errors.ts';
import type { CompileProblem } from './types.ts';

/** Collects what keeps a definition from being published, in the order found. */
export class Problems {
  readonly all: CompileProblem[] = [];
  readonly #names = new Map<string, UserMessage>();

  /** From here on an element is called by its name in what is said of it: its id means nothing to who has drawn it. */
  callBy(id: string, name: UserMessage | undefined): void {
    if (name !== undefined) this.#names.set(id, name);
  }

  error(elementId: string | null, rule: string, zh: string, en: string): void {
    this.all.push({ elementId, rule, severity: 'error', message: this.#named(elementId, zh, en) });
  }

  warning(elementId: string | null, rule: string, zh: string, en: string): void {
    this.all.push({ elementId, rule, severity: 'warning', message: this.#named(elementId, zh, en) });
  }

  #named(id: string | null, zh: string, en: string): UserMessage {
    const name = id === null ? undefined : this.#names.get(id);
    if (name === undefined) return { zh, en };
    return { zh: zh.replaceAll(`“${id}”`, () => `“${name.zh}”`), en: en.replaceAll(`"${id}"`, () => `"${name.en}"`) };
  }

  get hasErrors(): boolean {
    return this.all.some((problem) => problem.severity === 'error');
  }
}

const chineseNames: Record<string, string> = {
  Task: '普通任务',
  SendTask: '发送任务',
  ReceiveTask: '接收任务',
  ManualTask: '手工任务',
  ScriptTask: '脚本任务',
  BusinessRuleTask: '业务规则任务',
  Transaction: '事务子流程',
  AdHocSubProcess: '即席子流程',
  EventSubProcess: '事件子流程',
  ComplexGateway: '复杂网关',
  EventBasedGateway: '事件网关',
  IntermediateThrowEvent: '中间抛出事件',
  IntermediateCatchEvent: '中间捕获事件',
  BoundaryEvent: '边界事件',
  StartEvent: '开始事件',
  EndEvent: '结束事件',
  MessageEventDefinition: '消息事件',
  SignalEventDefinition: '信号事件',
  ErrorEventDefinition: '错误事件',
  EscalationEventDefinition: '升级事件',
  CompensateEventDefinition: '补偿事件',
  ConditionalEventDefinition: '条件事件',
  LinkEventDefinition: '链接事件',
  CancelEventDefinition: '取消事件',
  TimerEventDefinition: '定时事件',
  TerminateEventDefinition: '终止事件',
  StandardLoopCharacteristics: '标准循环',
  MultiInstanceLoopCharacteristics: '多实例',
  ChoreographyTask: '编排任务',
  SubChoreography: '子编排',
  CallChoreography: '调用编排',
  ImplicitThrowEvent: '隐式抛出事件',
  Choreography: '编排',
  GlobalChoreographyTask: '全局编排任务',
  GlobalConversation: '全局会话',
  GlobalTask: '全局任务',
  GlobalUserTask: '全局用户任务',
  GlobalManualTask: '全局手工任务',
  GlobalScriptTask: '全局脚本任务',
  GlobalBusinessRuleTask: '全局业务规则任务',
};

/** A BPMN type in words, from `bpmn:SendTask` to 发送任务 and `send task`. */
export function typeInWords(type: string): { zh: string; en: string } {
  const name = type.replace(/^.*:/, '');
  const en = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return { zh: chineseNames[name] ?? name, en };
}
