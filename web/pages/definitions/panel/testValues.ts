import { namesIn, pathsIn } from '../../../../domain/process/feelNames.ts';
import type { Json, Variables } from '../../../../domain/process/types.ts';

/** Values typed as `name = value`, one a line, members as `step.form.key = value`; what is no JSON is taken as text. */
export function readValues(text: string): Variables {
  const values: Variables = {};
  for (const line of text.split('\n')) {
    const match = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const path = match[1].split('.').map((part) => part.trim());
    put(values, path, parsed(match[2]));
  }
  return values;
}

/** What a condition reads and has no value, each with the members that lead to it. */
export function notGiven(condition: string, given: Variables): string[] {
  const paths = pathsIn(condition);
  const whole = paths.filter(
    (path) => !paths.some((longer) => longer.length > path.length && path.every((part, at) => longer[at] === part)),
  );
  const heads = new Set(whole.map(([head]) => head));
  const alone = namesIn(condition, []).variables.filter((name) => !heads.has(name));
  const read = [...alone.map((name) => [name]), ...whole];
  return [...new Set(read.filter((path) => valueAt(given, path) === undefined).map((path) => path.join('.')))];
}

function valueAt(values: Json | undefined, [name, ...rest]: string[]): Json | undefined {
  if (name === undefined) return values;
  const holds = values !== null && typeof values === 'object' && !Array.isArray(values);
  return holds ? valueAt(values[name], rest) : undefined;
}

function put(values: Variables, [name = '', ...rest]: string[], value: Variables[string]): void {
  if (rest.length === 0) {
    values[name] = value;
    return;
  }
  const held = values[name];
  const inner: Variables = held !== null && typeof held === 'object' && !Array.isArray(held) ? held : {};
  put(inner, rest, value);
  values[name] = inner;
}

function parsed(raw: string): Variables[string] {
  try {
    return JSON.parse(raw) as Variables[string];
  } catch {
    return raw;
  }
}
