import type { UserMessage } from '../errors.ts';

/** Why a notice comes to the next in line: nobody holds the post, no address is known, or mail to it does not arrive. */
export type PassingCause = 'VACANT' | 'NO_ADDRESS' | 'ADDRESS_FAILED';

/**
 * What keeps notices from reaching whom they are for: a post without a holder, a unit without a post for its head, a
 * person without an address, or with one to which mail does not arrive.
 */
export const gapKinds = ['VACANT_POST', 'UNIT_WITHOUT_HEAD', 'NO_ADDRESS', 'ADDRESS_FAILED'] as const;
export type GapKind = (typeof gapKinds)[number];

export interface DeliveryGap {
  kind: GapKind;
  unitName: string | null;
  /** The vacant post, or the one that the person holds. */
  post: string | null;
  personName: string | null;
  /** What the mail server said of the address. */
  detail: string | null;
  /** Open items that wait where the gap is. */
  items: number;
}

/** What is missing, and how many items wait there. */
export function gapWords({ kind, unitName, post, personName, items }: DeliveryGap): UserMessage {
  // The title of a post often begins with its unit already.
  const unit = unitName !== null && post?.startsWith(unitName) ? null : unitName;
  const where = [unit, post].filter((part) => part !== null);
  const place = { zh: where.join(' '), en: where.join(', ') };
  const waiting = { zh: `（待办${items}项）`, en: ` (${items} open ${items === 1 ? 'item' : 'items'})` };
  switch (kind) {
    case 'VACANT_POST':
      return { zh: `${place.zh}：无人在任${waiting.zh}`, en: `${place.en}: nobody in office${waiting.en}` };
    case 'UNIT_WITHOUT_HEAD':
      return { zh: `${place.zh}：没有负责人岗位${waiting.zh}`, en: `${place.en}: no post for its head${waiting.en}` };
    case 'NO_ADDRESS':
      return {
        zh: `${personName}（${place.zh}）：未登记邮箱${waiting.zh}`,
        en: `${personName} (${place.en}): no mail address${waiting.en}`,
      };
    case 'ADDRESS_FAILED':
      return {
        zh: `${personName}（${place.zh}）：邮箱不能收信${waiting.zh}`,
        en: `${personName} (${place.en}): mail does not arrive${waiting.en}`,
      };
  }
}

/** The page on which it is mended, as a path. */
export function gapPage({ kind, unitName, post, personName }: DeliveryGap): string {
  const find = (part: string, q: string | null) => `/organisation/${part}?${new URLSearchParams({ q: q ?? '' })}`;
  if (kind === 'VACANT_POST') return find('posts', post);
  return kind === 'UNIT_WITHOUT_HEAD' ? find('units', unitName) : find('people', personName);
}
