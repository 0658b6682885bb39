import { likely, type NameMatch, sure } from './types.ts';
import { plainName } from './unitName.ts';

export interface KnownGroup {
  id: string;
  name: string;
  aliases: readonly string[];
  /** Ids of its units of today, where they are known. */
  memberIds?: readonly string[];
}

/**
 * Finds which of the county's groups a printed one is. A township is one unit with two heads, so 各乡镇党委、政府,
 * 各乡（镇）人民政府 and 各乡镇 are the same group.
 */
export function matchGroup(name: string, groups: readonly KnownGroup[]): NameMatch {
  const namesOf = (group: KnownGroup) => [group.name, ...group.aliases].map(plainName);
  const plain = plainName(name);
  const exact = groups.find((group) => plainName(group.name) === plain);
  if (exact) return sure(exact.id, exact.name, 'exact');
  const alias = groups.find((group) => namesOf(group).includes(plain));
  if (alias) return sure(alias.id, alias.name, 'alias');
  const printed = groups.find((group) => namesOf(group).some((other) => unbracketed(other) === unbracketed(plain)));
  if (printed) return sure(printed.id, printed.name, 'shortForm');
  const same = groups.filter((group) => namesOf(group).some((other) => essence(other) === essence(plain)));
  const [first] = same;
  if (first && same.every((other) => other === first || haveSameMembers(first, other)))
    return sure(first.id, first.name, 'shortForm');
  const near = groups.filter((group) =>
    namesOf(group).some((other) => tail(other) !== '' && tail(other) === tail(plain)),
  );
  return likely([
    ...same.map(({ id, name: known }) => ({ id, name: known, reason: 'several' as const })),
    ...near.map(({ id, name: known }) => ({ id, name: known, reason: 'merged' as const })),
  ]);
}

/** 各乡（镇） and 各乡镇 differ in print alone. */
const unbracketed = (name: string): string => name.replace(/[()]/g, '');

/** Whether it makes no difference which of two groups is meant. */
function haveSameMembers({ memberIds: one = [] }: KnownGroup, { memberIds: other = [] }: KnownGroup): boolean {
  const members = new Set(one);
  return members.size > 0 && members.size === new Set(other).size && other.every((id) => members.has(id));
}

/** What a group consists of, without the bodies that stand for each member and without 各, 县 and the like. */
function essence(name: string): string {
  return name
    .replace(/[()、和及与各全县市区旗]/g, '')
    .replace(/党委|党工委|人民政府|政府|办事处|管委会/g, '')
    .replace(/有关|相关/g, '相关');
}

/** Groups of members of a leading group are alike, whichever group it is: which one must be judged. */
function tail(name: string): string {
  return /成员单位|责任单位|牵头单位|相关部门|有关部门/.exec(name)?.[0].replace('有关', '相关') ?? '';
}
