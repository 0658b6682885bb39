import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import Linter, { type LintReporter, type LintRule } from 'bpmnlint/lib/linter.js';
import labelRequired from 'bpmnlint/rules/label-required.js';
import noDuplicateSequenceFlows from 'bpmnlint/rules/no-duplicate-sequence-flows.js';
import noGatewayJoinFork from 'bpmnlint/rules/no-gateway-join-fork.js';
import noImplicitSplit from 'bpmnlint/rules/no-implicit-split.js';
import noOverlappingElements from 'bpmnlint/rules/no-overlapping-elements.js';
import superfluousGateway from 'bpmnlint/rules/superfluous-gateway.js';
import type { UserMessage } from '../errors.ts';
import { undrawnIn } from './drawing.ts';
import { elementName } from './elementNames.ts';
import { extensionPackage } from './extension.ts';
import { connect } from './moddle.ts';
import { elementIn } from './takeOut.ts';
import type { CompileProblem } from './types.ts';

interface Rule {
  create: () => LintRule;
  severity: CompileProblem['severity'];
  /** Name of the finding, in the list of ours. */
  finding: string;
  message: UserMessage;
}

/** What bpmnlint looks at besides the compiler: how the drawing reads. By the names of its rules. */
const rules: Record<string, Rule> = {
  'label-required': {
    create: () => withoutEvents(labelRequired()),
    severity: 'warning',
    finding: 'NO_NAME',
    message: { zh: '没有名称：请写上办什么事或问什么问题', en: 'has no name: say what is done or asked here' },
  },
  'not-drawn': {
    create: () => ({ check: reportUndrawn }),
    severity: 'error',
    finding: 'NOT_DRAWN',
    message: {
      zh: '没有画在图上，只存在于文件中：请从文件中删去，仍需要的再画到图上',
      en: 'is in the file but not on the diagram; take it out of the file, and draw it anew where it is needed',
    },
  },
  'no-duplicate-sequence-flows': {
    create: noDuplicateSequenceFlows,
    severity: 'error',
    finding: 'DUPLICATE_FLOW',
    message: { zh: '与另一条连线重复，请删去一条', en: 'repeats another flow; remove one' },
  },
  'no-gateway-join-fork': {
    create: noGatewayJoinFork,
    severity: 'warning',
    finding: 'JOIN_AND_FORK',
    message: { zh: '既合并又分支，请拆成两个', en: 'joins and forks at once; make two gateways of it' },
  },
  'no-implicit-split': {
    create: noImplicitSplit,
    severity: 'warning',
    finding: 'IMPLICIT_SPLIT',
    message: {
      zh: '有多条离开的连线，会同时走；请用并行分支或选择分支画清楚',
      en: 'has several outgoing flows, all taken at once; draw a gateway to say so',
    },
  },
  'no-overlapping-elements': {
    create: noOverlappingElements,
    severity: 'warning',
    finding: 'OVERLAPS',
    message: { zh: '与别的图形重叠，请移开', en: 'overlaps another element; move it' },
  },
  'superfluous-gateway': {
    create: superfluousGateway,
    severity: 'warning',
    finding: 'NEEDLESS_GATEWAY',
    message: {
      zh: '只有一进一出，不起作用，可以删去',
      en: 'has one flow in and one out and does nothing; remove it',
    },
  },
};

/** What is in the file and runs, but is not on the diagram: nobody who reads or approves it would know of it. */
function reportUndrawn(node: ModdleElement, reporter: LintReporter): void {
  if (node.$type !== 'bpmn:Definitions') return;
  for (const { id } of undrawnIn(node)) if (id !== undefined) reporter.report(id, 'not drawn');
}

/** A start or an end says enough by its shape. */
function withoutEvents(rule: LintRule): LintRule {
  return {
    check(node, reporter) {
      if (!node.$type.endsWith('Event')) rule.check(node, reporter);
    },
  };
}

const resolver = {
  resolveRule: (_package: string, name: string) => rules[name]?.create,
  resolveConfig: () => undefined,
};

/**
 * How a BPMN text reads as a drawing. The text must be BPMN 2.0 that `compile` could read. A linter remembers what it
 * has seen, so each text gets one of its own.
 */
export async function lint(bpmnXml: string): Promise<CompileProblem[]> {
  const { rootElement } = await new BpmnModdle({ duban: extensionPackage }).fromXML(bpmnXml);
  connect(rootElement);
  const severities = Object.entries(rules).map(
    ([name, rule]) => [name, rule.severity === 'error' ? 'error' : 'warn'] as const,
  );
  const linter = new Linter({ config: { rules: Object.fromEntries(severities) }, resolver });
  const found = await linter.lint(rootElement);
  return Object.entries(found).flatMap(([name, reports]) => {
    const rule = rules[name];
    return rule === undefined ? [] : reports.map(({ id }) => problemOf(rule, id ?? null, nameOf(rootElement, id)));
  });
}

function nameOf(root: ModdleElement, id: string | undefined): UserMessage | undefined {
  if (id === undefined) return undefined;
  const element = elementIn(root, id);
  return (element && elementName(element)) ?? { zh: id, en: id };
}

function problemOf(rule: Rule, elementId: string | null, name: UserMessage | undefined): CompileProblem {
  const { zh, en } = rule.message;
  const message = name === undefined ? { zh, en } : { zh: `“${name.zh}”${zh}`, en: `"${name.en}" ${en}` };
  return { elementId, rule: rule.finding, severity: rule.severity, message };
}
