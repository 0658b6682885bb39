import { readFileSync } from 'node:fs';

/** A process definition as the product ships it. */
export interface ShippedDefinition {
  key: string;
  name: string;
  bpmnXml: string;
}

/** The definitions that every installation begins with. */
export function shippedDefinitions(): ShippedDefinition[] {
  return [
    { key: 'measureLifecycle', name: '措施全过程', bpmnXml: read('measure-lifecycle') },
    { key: 'unitInPlan', name: '单位任务', bpmnXml: read('unit-in-plan') },
    { key: 'fillGroup', name: '补充成员单位', bpmnXml: read('fill-group') },
    { key: 'instruction', name: '领导批示办理', bpmnXml: read('instruction') },
    // What offices open matters for from the first day.
    { key: 'rectification', name: '问题整改', bpmnXml: read('rectification') },
    { key: 'inspectionVisit', name: '督查暗访', bpmnXml: read('inspection-visit') },
  ];
}

function read(file: string): string {
  return readFileSync(new URL(`../workflows/definitions/${file}.bpmn`, import.meta.url), 'utf8');
}
