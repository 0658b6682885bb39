/** Where on the draft's pages the thing stands that a finding's JSON pointer names. */
export function placeOf(pointer: string): {
  step: 'measures' | 'parties' | 'rules';
  measure?: number;
  /** Place among the reader's warnings. */
  warning?: number;
} {
  const measure = /\/measures\/(\d+)/.exec(pointer)?.[1];
  if (measure !== undefined) return { step: 'measures', measure: Number(measure) };
  const warning = /\/warnings\/(\d+)$/.exec(pointer)?.[1];
  if (warning !== undefined) return { step: 'measures', warning: Number(warning) };
  if (/\/(units|groups|leaders)(\/|$)/.test(pointer)) return { step: 'parties' };
  if (/\/measures$/.test(pointer) || /\/(duties|assessment|escalation|warnings)(\/|$)/.test(pointer)) {
    return { step: 'measures' };
  }
  return { step: 'rules' };
}
