import type { ModdleElement } from 'bpmn-moddle';
import type { UserMessage } from '../errors.ts';
import { elementsOf, isElement, textOf } from './moddle.ts';
import { typeInWords } from './problems.ts';

/** What can be drawn here, as the designer calls it. */
const drawnTypes: Record<string, UserMessage> = {
  'bpmn:StartEvent': { zh: '开始', en: 'Start' },
  'bpmn:EndEvent': { zh: '结束', en: 'End' },
  'bpmn:UserTask': { zh: '待办事项', en: 'Work item' },
  'bpmn:ServiceTask': { zh: '自动操作', en: 'Operation' },
  'bpmn:ExclusiveGateway': { zh: '选择分支', en: 'Choice' },
  'bpmn:ParallelGateway': { zh: '并行分支', en: 'Parallel' },
  'bpmn:InclusiveGateway': { zh: '多选分支', en: 'Multiple choice' },
  'bpmn:IntermediateCatchEvent': { zh: '等待到某日', en: 'Wait until a day' },
  'bpmn:BoundaryEvent': { zh: '限时', en: 'Time limit' },
  'bpmn:SubProcess': { zh: '子流程', en: 'Sub-process' },
  'bpmn:CallActivity': { zh: '调用流程', en: 'Call a process' },
  'bpmn:SequenceFlow': { zh: '连线', en: 'Flow' },
};

/** A type of element as the designer calls it; one that cannot be drawn there in BPMN's words. */
export function drawnType(type: string): UserMessage {
  return drawnTypes[type] ?? typeInWords(type);
}

const same = (name: string): UserMessage => ({ zh: name, en: name });

/**
 * What an element is called where people read of it: its name, a flow without one by what it connects, anything else by
 * a neighbour that has a name. Undefined where nothing near it has one.
 */
export function elementName(element: ModdleElement): UserMessage | undefined {
  const name = textOf(element, 'name');
  if (name !== undefined) return same(name);
  return element.$type === 'bpmn:SequenceFlow' ? nameOfFlow(element) : placeOf(element);
}

function nameOfFlow(flow: ModdleElement): UserMessage | undefined {
  const [source, target] = [flow.get('sourceRef'), flow.get('targetRef')];
  if (!isElement(source) || !isElement(target)) return undefined;
  const from = elementName(source) ?? drawnType(source.$type);
  const name = textOf(target, 'name');
  const to = name === undefined ? drawnType(target.$type) : same(name);
  return { zh: `${from.zh} → ${to.zh}`, en: `${from.en} → ${to.en}` };
}

function placeOf(element: ModdleElement): UserMessage | undefined {
  const { $parent: container, $type } = element;
  const flows = container === undefined ? [] : elementsOf(container, 'flowElements').filter(isFlow);
  const before = flows.filter((flow) => flow.get('targetRef') === element).map((flow) => flow.get('sourceRef'));
  const after = flows.filter((flow) => flow.get('sourceRef') === element).map((flow) => flow.get('targetRef'));
  const type = drawnType($type);
  const said = (neighbours: unknown[], zh: string, en: string): UserMessage | undefined => {
    const name = neighbours.filter(isElement).flatMap((one) => textOf(one, 'name') ?? [])[0];
    return name === undefined ? undefined : { zh: `${type.zh}（‘${name}’${zh}）`, en: `${type.en} (${en} ‘${name}’)` };
  };
  return (
    said([element.get('attachedToRef')], '上', 'on') ??
    said(before, '之后', 'after') ??
    said(after, '之前', 'before') ??
    said([container?.$type === 'bpmn:SubProcess' ? container : undefined], '内', 'in')
  );
}

const isFlow = ({ $type }: ModdleElement) => $type === 'bpmn:SequenceFlow';
