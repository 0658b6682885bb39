import { evaluate, parseExpression } from 'feelin';

/** Why a text is no FEEL expression; undefined where it is one. */
export function syntaxFault(condition: string): string | undefined {
  try {
    evaluate(condition, {});
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Names that an expression reads and functions that it calls; names bound inside it (`for x in …`) are left out. */
export function namesIn(condition: string, known: string[]): { variables: string[]; functions: string[] } {
  const context = Object.fromEntries(known.map((name) => [name, null]));
  const variables = new Set<string>();
  const functions = new Set<string>();
  const bound = new Set<string>(['item']);
  parseExpression(condition, context, undefined).iterate({
    enter(node) {
      const text = condition.slice(node.from, node.to).trim().replace(/\s+/g, ' ');
      if (node.name === 'Name' || node.name === 'ParameterName') bound.add(text);
      if (node.name !== 'VariableName') return;
      if (/^\s*\(/.test(condition.slice(node.to))) functions.add(text);
      else variables.add(text);
    },
  });
  return { variables: [...variables].filter((name) => !bound.has(name)), functions: [...functions] };
}

/** Paths such as `visit.form.score` that an expression reads, each as its parts. */
export function pathsIn(condition: string): string[][] {
  const paths: string[][] = [];
  parseExpression(condition, {}, undefined).iterate({
    enter(node) {
      if (node.name !== 'PathExpression') return;
      const parts = condition.slice(node.from, node.to).split('.');
      paths.push(parts.map((part) => part.trim()));
    },
  });
  return paths;
}
