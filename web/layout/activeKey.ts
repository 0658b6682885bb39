import type { MenuKey } from './menuEntries.ts';

const rules: [RegExp, MenuKey][] = [
  [/^\/(register|measures\/|plans\/[^/]+\/measures)/, 'register'],
  [/^\/(todo|items)/, 'todo'],
  [/^\/plans/, 'plans'],
];

/** The menu entry that a page belongs to: most stand under their own address, some under another's. */
export function activeKey(pathname: string): string {
  return rules.find(([pattern]) => pattern.test(pathname))?.[1] ?? pathname.split('/')[1] ?? '';
}
