/** The part of bpmnlint that is used here; the package brings no types for these modules. */
declare module 'bpmnlint/lib/linter.js' {
  import type { ModdleElement } from 'bpmn-moddle';

  export interface LintReport {
    id?: string;
    message: string;
    category: 'error' | 'warn' | 'info' | 'rule-error';
  }
  export interface LintReporter {
    report(id: string, message: string): void;
  }
  export interface LintRule {
    check(node: ModdleElement, reporter: LintReporter): void;
  }
  interface Resolver {
    resolveRule(pkg: string, ruleName: string): (() => LintRule) | undefined;
    resolveConfig(pkg: string, configName: string): unknown;
  }
  export default class Linter {
    constructor(options: { config: { rules: Record<string, 'error' | 'warn'> }; resolver: Resolver });
    lint(root: object): Promise<Record<string, LintReport[]>>;
  }
}

declare module 'bpmnlint/rules/*.js' {
  import type { LintRule } from 'bpmnlint/lib/linter.js';

  const createRule: () => LintRule;
  export default createRule;
}
