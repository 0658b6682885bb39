import { addDays } from './day.ts';
import type { UserMessage } from './errors.ts';
import type { HeldPost, PostKind } from './holding.ts';
import type { Audience } from './ladder/types.ts';
import type { Day } from './process/types.ts';

/** For whom a post is held by delegation 委托代理, and what the delegator may not judge either. */
export interface Delegated {
  personId: string;
  personName: string;
  /** Only what the holder signs or decides. */
  signingOnly: boolean;
  /** Everything that the delegator holds: nobody judges in the delegator's own case either. */
  unitIds: readonly string[];
  postIds: readonly string[];
}

/** One act of a post's being given to somebody else, from day to day. */
export interface DelegationTerm {
  postId: string;
  fromPersonId: string;
  toPersonId: string;
  fromDay: Day;
  toDay: Day;
}

/** What a new delegation is checked against. */
export interface DelegationSituation {
  today: Day;
  postKind: PostKind;
  /** Terms of the post that its delegator holds: [first day, last day or null]. */
  terms: readonly { fromDay: Day; toDay: Day | null }[];
  /** Delegations not ended that run on one of its days, of the same post or with the delegate as delegator. */
  others: readonly DelegationTerm[];
  delegateHasAccount: boolean;
  /** Who sets it up. */
  makerPersonId: string;
}

interface Refusal {
  pointer: string;
  message: UserMessage;
}

/** Longer than this it is not absence any more but another holder. */
export const LONGEST_DELEGATION = 366;

/** Why a delegation cannot be; empty where it can. */
export function delegationProblems(wanted: DelegationTerm, situation: DelegationSituation): Refusal[] {
  const { today, terms, others } = situation;
  const problems: Refusal[] = [];
  const refuse = (pointer: string, zh: string, en: string) => problems.push({ pointer, message: { zh, en } });
  if (situation.postKind === 'ADMIN') {
    refuse(
      '/postId',
      '系统管理员岗位不能委托，请另行任职',
      'An administrator’s post is not delegated: appoint somebody',
    );
  }
  if (wanted.toPersonId === wanted.fromPersonId) {
    refuse('/toPersonId', '不能委托给本人', 'Nobody acts for themselves');
  } else if (wanted.toPersonId === situation.makerPersonId) {
    refuse(
      '/toPersonId',
      '代他人办理委托时，不能委托给自己',
      'Whoever delegates for somebody else does not become the delegate',
    );
  }
  if (!situation.delegateHasAccount) {
    refuse('/toPersonId', '受托人没有可用账号，请先开通', 'The delegate has no account to act with: open one first');
  }
  if (wanted.fromDay < today) refuse('/fromDay', '开始日期不能早于今天', 'It cannot begin before today');
  if (wanted.toDay < wanted.fromDay)
    refuse('/toDay', '结束日期不能早于开始日期', 'Its last day cannot be before the first');
  else if (wanted.toDay > addDays(wanted.fromDay, LONGEST_DELEGATION - 1)) {
    refuse('/toDay', '委托不能超过一年，请改为变更任职', 'Longer than a year: change the holder of the post instead');
  }
  if (!terms.some((term) => covers(term, wanted))) {
    refuse(
      '/fromDay',
      '委托人在所选日期并非全程担任该岗位',
      'The delegator does not hold the post on all of these days',
    );
  }
  if (others.some((other) => other.postId === wanted.postId && other.fromPersonId === wanted.fromPersonId)) {
    refuse(
      '/fromDay',
      '该岗位在此期间已有委托，请先结束',
      'The post is delegated already on some of these days: end that first',
    );
  }
  if (others.some((other) => other.fromPersonId === wanted.toPersonId)) {
    refuse(
      '/toPersonId',
      '受托人在此期间已委托他人代理，不能再受托',
      'The delegate is away too and has delegated a post of their own',
    );
  }
  return problems;
}

function covers(term: { fromDay: Day; toDay: Day | null }, { fromDay, toDay }: DelegationTerm): boolean {
  return term.fromDay <= fromDay && (term.toDay === null || term.toDay >= toDay);
}

/** Whether a post is why its holder hears of an item, so that a delegate hears of it, too. */
export function concerns(
  post: Pick<HeldPost, 'kind' | 'unitId'>,
  reason: Audience,
  item: { holderKind: PostKind; unitId: string | null },
): boolean {
  if (reason === 'post') return true;
  switch (post.kind) {
    case 'UNIT_HEAD':
    case 'LIAISON':
      return reason === 'supportingUnits' || (ofHolder(reason) && post.unitId === item.unitId);
    case 'OFFICE':
      return reason === 'office' || (reason === 'holder' && item.holderKind === 'OFFICE');
    case 'LEADER':
      return reason === 'responsibleLeader' || reason === 'leadingGroupHead' || (reason === 'holder' && leads(item));
    case 'CHIEF_LEADER':
      return reason === 'countyChiefs' || reason === 'leadingGroupHead' || (reason === 'holder' && leads(item));
    case 'DISCIPLINE':
      return reason === 'discipline' || (reason === 'holder' && item.holderKind === 'DISCIPLINE');
    case 'ADMIN':
      return false;
  }
}

function ofHolder(reason: Audience): boolean {
  return reason === 'holder' || reason === 'unitHead';
}

function leads({ holderKind }: { holderKind: PostKind }): boolean {
  return holderKind === 'LEADER' || holderKind === 'CHIEF_LEADER';
}

/** How whoever acted by delegation is written down: 乙（代甲）. */
export function signature(name: string, onBehalfOf: string): string {
  return `${name}（代${onBehalfOf}）`;
}

/**
 * For whom an act counts that somebody's posts allow: null in their own right, wherever their own posts allow it;
 * undefined where none does, with whichever of the delegators.
 */
export function actsFor(
  posts: readonly HeldPost[],
  allows: (posts: readonly HeldPost[]) => boolean,
): Delegated | null | undefined {
  const own = posts.filter((post) => post.delegated === undefined);
  if (allows(own)) return null;
  const delegators = new Map(posts.flatMap(({ delegated }) => (delegated ? [[delegated.personId, delegated]] : [])));
  return [...delegators.values()].find(({ personId }) =>
    allows(posts.filter((post) => post.delegated === undefined || post.delegated.personId === personId)),
  );
}

/** The posts without those that are held for signing only. */
export function doingPosts<P extends HeldPost>(posts: readonly P[]): P[] {
  return posts.filter((post) => post.delegated?.signingOnly !== true);
}
