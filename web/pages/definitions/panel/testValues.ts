import type { Variables } from '../../../../domain/process/types.ts';

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
