import { pairInclusive } from './inclusive.ts';
import type { Problems } from './problems.ts';
import { reachable } from './reachable.ts';
import type { Graph, Node } from './types.ts';

/**
 * Connects nodes and flows and checks the shape of each scope: one start, no dead end, nothing that cannot be reached,
 * gateways that can always go on. Completes `incoming`, `outgoing`, `boundary` and `startId` in `graph`.
 */
export function checkStructure(graph: Graph, problems: Problems): void {
  connect(graph, problems);
  attach(graph, problems);
  const parents = [undefined, ...Object.values(graph.nodes).filter((node) => node.type === 'subProcess')];
  for (const parent of parents) checkScope(graph, parent, problems);
  for (const node of Object.values(graph.nodes)) {
    checkEnds(node, problems);
    checkFlows(graph, node, problems);
  }
  if (!problems.hasErrors) pairInclusive(graph, problems);
}

function connect(graph: Graph, problems: Problems): void {
  for (const flow of Object.values(graph.flows)) {
    const source = graph.nodes[flow.source];
    const target = graph.nodes[flow.target];
    if (source === undefined || target === undefined) {
      problems.error(
        flow.id,
        'LOOSE_FLOW',
        `连线“${flow.id}”没有接好两端`,
        `flow "${flow.id}" lacks its source or target`,
      );
    } else if (source.parent !== target.parent) {
      problems.error(
        flow.id,
        'FLOW_ACROSS',
        `连线“${flow.id}”跨越了子流程的边界`,
        `flow "${flow.id}" crosses the border of a sub-process`,
      );
    } else {
      source.outgoing.push(flow.id);
      target.incoming.push(flow.id);
    }
  }
}

function attach(graph: Graph, problems: Problems): void {
  for (const node of Object.values(graph.nodes)) {
    if (node.type !== 'boundaryTimer') continue;
    const host = graph.nodes[node.attachedTo];
    if (host === undefined || !('boundary' in host) || host.parent !== node.parent) {
      problems.error(
        node.id,
        'BOUNDARY_HOST',
        `边界定时“${node.id}”须附着在同一层的任务或子流程上`,
        `boundary timer "${node.id}" must be attached to a task or sub-process of its own level`,
      );
    } else {
      host.boundary.push(node.id);
    }
  }
}

function checkScope(graph: Graph, parent: Node | undefined, problems: Problems): void {
  const inside = Object.values(graph.nodes).filter((node) => node.parent === parent?.id);
  const where = { zh: parent === undefined ? '流程' : `子流程“${parent.id}”`, en: parent?.id ?? 'the process' };
  const starts = inside.filter((node) => node.type === 'startEvent');
  const [start, second] = starts;
  if (start === undefined) {
    problems.error(parent?.id ?? null, 'NO_START', `${where.zh}没有开始事件`, `${where.en} has no start event`);
    return;
  }
  if (second !== undefined) {
    problems.error(second.id, 'MANY_STARTS', `${where.zh}有多个开始事件`, `${where.en} has more than one start event`);
    return;
  }
  if (parent === undefined) graph.startId = start.id;
  else if (parent.type === 'subProcess') parent.startId = start.id;
  const reached = reachable(graph, start.id);
  for (const node of inside) {
    if (reached.has(node.id)) continue;
    problems.error(
      node.id,
      'UNREACHABLE',
      `从开始事件走不到“${node.id}”`,
      `"${node.id}" cannot be reached from the start event`,
    );
  }
}

function checkEnds(node: Node, problems: Problems): void {
  if ((node.type === 'startEvent' || node.type === 'boundaryTimer') && node.incoming.length > 0) {
    problems.error(node.id, 'FLOW_INTO_START', `“${node.id}”不能有进入的连线`, `no flow may lead into "${node.id}"`);
  }
  if (node.type === 'endEvent' && node.outgoing.length > 0) {
    problems.error(
      node.id,
      'FLOW_OUT_OF_END',
      `结束事件“${node.id}”不能有离开的连线`,
      `no flow may leave end event "${node.id}"`,
    );
  }
  if (node.type !== 'endEvent' && node.outgoing.length === 0) {
    problems.error(
      node.id,
      'DEAD_END',
      `“${node.id}”之后没有下一步，也不是结束事件`,
      `nothing follows "${node.id}" and it is not an end event`,
    );
  }
}

function checkFlows(graph: Graph, node: Node, problems: Problems): void {
  const flows = node.outgoing.map((id) => graph.flows[id]).filter((flow) => flow !== undefined);
  if (node.type !== 'exclusiveGateway' && node.type !== 'inclusiveGateway') {
    for (const flow of flows.filter((candidate) => candidate.condition !== undefined)) {
      problems.error(
        flow.id,
        'CONDITION_NOT_HERE',
        `“${flow.id}”上不能写条件：条件只写在选择分支和多选分支之后的连线上`,
        `no condition can stand on "${flow.id}": conditions belong on flows out of a choice or a multiple choice`,
      );
    }
    return;
  }
  if (flows.length < 2 && flows.every(({ condition }) => condition === undefined)) return;
  for (const flow of flows) {
    const isDefault = flow.id === node.defaultFlow;
    if (isDefault === (flow.condition === undefined)) continue;
    problems.error(
      flow.id,
      isDefault ? 'CONDITION_ON_DEFAULT' : 'NO_CONDITION',
      isDefault
        ? `“${flow.id}”是其余情况走的一支，不能再写条件`
        : `“${flow.id}”没有条件：请写上条件，或者选“其余情况走这一支”`,
      isDefault
        ? `"${flow.id}" is the default, the way for everything else, and must not have a condition`
        : `"${flow.id}" has no condition: write one, or make it the default, the way for everything else`,
    );
  }
  if (node.defaultFlow === undefined) {
    problems.error(
      node.id,
      'NO_DEFAULT',
      `“${node.id}”之后没有“其余情况走这一支”的连线：条件都不成立时无路可走`,
      `after "${node.id}" there is no default, no way for everything else: where no condition holds nothing can go on`,
    );
  }
}
