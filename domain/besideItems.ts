/*
 * Work items that no process waits for: the answer to a letter, an explanation, a promise made in a talk, the decision
 * on an objection or on a request for more time. They belong to the instance of the item that they are about, and their keys begin with a character
 * that no element's key begins with (domain/process/types.ts, ActivityKey).
 */

const MARK = '@';

/** The key of an item beside the process; one for each thing that it is about. */
export function besideKey(what: 'answer' | 'explain' | 'promise' | 'reconsider' | 'extend', id: string): string {
  return `${MARK}${what}/${id}`;
}

/** Whether the process does not know the item and need not hear of its closing. */
export function isBeside(key: string): boolean {
  return key.startsWith(MARK);
}
