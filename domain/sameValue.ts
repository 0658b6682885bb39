/** Whether two JSON values are equal; the order of keys does not matter, and a key without a value is no key. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [here, there] = [present(one), present(other)];
  return (
    here.size === there.size && [...here].every(([key, value]) => there.has(key) && sameValue(value, there.get(key)))
  );
}

function present(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, part]) => part !== undefined));
}
