import type { UserMessage } from '../../domain/errors.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import type { PostKind } from '../common/schema.ts';

/**
 * Who may call a route at all, one sentence each. What a caller may see of it is decided in the read repositories,
 * what may be done to one item in the transaction that does it.
 */
export interface Policy {
  name: string;
  sentence: UserMessage;
  /** True where nobody needs to have signed in. */
  open: boolean;
  allows(actor: Actor): boolean;
}

function holders(name: string, kinds: readonly PostKind[], zh: string, en: string): Policy {
  return {
    name,
    sentence: { zh, en },
    open: false,
    allows: (actor) => actor.posts.some((post) => kinds.includes(post.kind)),
  };
}

export const anyone: Policy = {
  name: 'anyone',
  sentence: { zh: '无需登录', en: 'Anyone, signed in or not' },
  open: true,
  allows: () => true,
};

export const signedIn: Policy = {
  name: 'signedIn',
  sentence: { zh: '已登录用户', en: 'Anyone who has signed in' },
  open: false,
  allows: () => true,
};

export const officeOnly = holders('officeOnly', ['OFFICE'], '仅限领导小组办公室', 'The office');

export const administratorOnly = holders('administratorOnly', ['ADMIN'], '仅限系统管理员', 'Administrators');

export const organisationReaders = holders(
  'organisationReaders',
  ['OFFICE', 'ADMIN'],
  '仅限办公室和系统管理员',
  'The office and administrators',
);

export const unitReaders = holders(
  'unitReaders',
  ['OFFICE', 'LEADER', 'CHIEF_LEADER', 'ADMIN'],
  '办公室、县领导和系统管理员',
  'The office, leaders and administrators',
);

export const clockKeepers = holders(
  'clockKeepers',
  ['OFFICE', 'ADMIN'],
  '演练日期由办公室或系统管理员调整',
  'The office and administrators set the clock of a rehearsal',
);

export const planReaders = holders(
  'planReaders',
  ['OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE'],
  '方案内容供承办单位、责任领导、办公室和纪检监察机关查看',
  'The office, units, leaders and the discipline commission read plans',
);

export const urgers = holders(
  'urgers',
  ['OFFICE', 'LEADER', 'CHIEF_LEADER'],
  '办公室和县领导可催办其所见事项',
  'The office and leaders urge what they see',
);

export const burdenReaders = holders(
  'burdenReaders',
  ['OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER'],
  '办公室和县领导查看各单位负担，单位查看本单位负担',
  'The office and leaders see the burden of every unit, a unit its own',
);

export const workers = holders(
  'workers',
  ['OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE'],
  '待办由承办人办理',
  'Those who can hold work items',
);

export const judges = holders(
  'judges',
  ['OFFICE', 'LEADER', 'CHIEF_LEADER'],
  '由办公室或责任领导审核',
  'The office and leaders judge what was handed in',
);

export const measureChangers = holders(
  'measureChangers',
  ['OFFICE', 'LEADER', 'CHIEF_LEADER'],
  '由办公室调整；办公室自身承办的，由责任领导或党政主要领导调整',
  'The office changes measures; where it answers for one itself, its leaders do',
);

export const escalationApprovers = holders(
  'escalationApprovers',
  ['OFFICE', 'LEADER', 'CHIEF_LEADER'],
  '由批准人决定',
  'The office and leaders decide on escalations',
);

export const outcomeRecorders = holders(
  'outcomeRecorders',
  ['OFFICE', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE'],
  '结果由纪检监察机关或约谈批准人登记',
  'The discipline commission, and whoever approved a talk, record outcomes',
);

export const receivers = holders(
  'receivers',
  ['DISCIPLINE', 'CHIEF_LEADER'],
  '由接收方签收：纪检监察机关；涉及其自身的，由党政主要领导签收',
  'Whoever it was sent to: the discipline commission, about its own unit the chief leaders',
);

export const letterReaders = holders(
  'letterReaders',
  ['OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE'],
  '文书供签发人和收文单位查看',
  'The office that signs, the unit addressed, leaders and the discipline commission',
);

export const receiptSigners = holders(
  'receiptSigners',
  ['UNIT_HEAD', 'LIAISON', 'DISCIPLINE'],
  '由收文单位签收',
  'The unit addressed signs for a letter',
);

export const unitHeads = holders('unitHeads', ['UNIT_HEAD'], '由单位负责人提出', 'The head of a unit');

export const packageReaders = holders(
  'packageReaders',
  ['OFFICE', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE'],
  '移送材料供批准人、办公室和纪检监察机关查看',
  'Whoever decides about a referral, the office and the discipline commission read its package',
);
