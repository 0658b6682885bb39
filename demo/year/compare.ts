/** Every place where what came differs from what was expected, as `path: expected …, is …`. */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (isTable(expected) && isTable(actual)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return names.flatMap((name) => differences(expected[name], actual[name], path === '' ? name : `${path}.${name}`));
  }
  const [wanted, is] = [JSON.stringify(expected) ?? 'nothing', JSON.stringify(actual) ?? 'nothing'];
  return wanted === is ? [] : [`${path}: expected ${wanted}, is ${is}`];
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
