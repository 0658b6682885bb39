import type { UserMessage } from '../../errors.ts';
import type { MovedItem, MovedTimer, RefusalKind } from './types.ts';

/** Why an instance cannot be moved, or was not; `name` is the element's. */
export function refusalInWords(kind: RefusalKind, name: string | null): UserMessage {
  const { zh, en } = words[kind];
  return { zh: zh.replace('%', name ?? ''), en: en.replace('%', name ?? '') };
}

const words: Record<RefusalKind, UserMessage> = {
  ENDED: { zh: '流程已经结束', en: 'It has ended' },
  PAUSED: { zh: '措施已暂停，恢复后再迁移', en: 'It is paused; resume it first' },
  IN_BETWEEN: { zh: '正在处理到期事项，稍后再迁移', en: 'It is dealing with something that fell due; try again later' },
  SEMANTICS: {
    zh: '由另一代流程引擎执行，只能走完原版本',
    en: 'Another generation of the engine runs it; it ends as it began',
  },
  ELEMENT_GONE: {
    zh: '正停在“%”，新版本没有标识相同的环节；请指定对应的环节，或办完这一步后再迁移',
    en: 'It stands on “%”, which the new version does not have under the same id; say which step takes its place, or move it once that step is done',
  },
  ELEMENT_DIFFERS: {
    zh: '正停在“%”，它在新版本中是另一种环节；办完这一步后再迁移',
    en: 'It stands on “%”, which is another kind of element in the new version; move it once that step is done',
  },
  ELEMENT_ELSEWHERE: {
    zh: '正停在“%”，新版本把它移入或移出了子流程；办完这一步后再迁移',
    en: 'It stands on “%”, which the new version moved into or out of a sub-process; move it once that step is done',
  },
  KIND_DIFFERS: {
    zh: '“%”正在办理，新版本改变了它的事项类型或审核对象；办完后再迁移',
    en: '“%” is open, and the new version changes its kind or what it judges; move it once that is done',
  },
  MEMBERS_DIFFER: {
    zh: '“%”正在进行，新版本改变了它是否逐个办理或按什么逐个办理；办完后再迁移',
    en: '“%” is under way, and the new version changes what it is done for each of; move it once that is done',
  },
  BRANCH_GONE: {
    zh: '已有分支到达“%”等待汇合，新版本没有这个分支；汇合后再迁移',
    en: 'A branch waits at “%” that the new version does not have; move it once the branches have joined',
  },
  JUDGED_MISSING: {
    zh: '新版本会走到“%”，但它所审核的环节已经错过',
    en: 'The new version would come to “%”, but what that judges has been passed already',
  },
  NEVER_ENDS: {
    zh: '从现在的位置出发，新版本会在“%”一直等下去',
    en: 'From where it stands the new version would wait at “%” for ever',
  },
  KNOWN_ALREADY: {
    zh: '“%”以前已经走过，不能再作为别的环节的对应环节',
    en: 'It has been through “%” before, which cannot take the place of another step',
  },
  CHANGED: {
    zh: '预览之后流程又有推进，结果会与预览不同；请重新预览',
    en: 'It has gone on since the preview and the move would do something else; look at a new preview',
  },
  OTHER_VERSION: { zh: '已不在预览时的版本上', en: 'It is not on the version of the preview any more' },
  OWN_CASE: {
    zh: '涉及管理员本单位，须由其他管理员迁移',
    en: 'It concerns your own unit; another administrator moves it',
  },
  FAILED: {
    zh: '多次写入失败，没有迁移；请在运行监控中查看',
    en: 'It could not be written, several times; see the monitor',
  },
};

export const itemFateWords: Record<MovedItem['fate'], UserMessage> = {
  stays: { zh: '保留', en: 'stays' },
  reopens: { zh: '重新办理', en: 'begins anew' },
  opens: { zh: '新开', en: 'opens' },
  cancels: { zh: '取消', en: 'is cancelled' },
};

export const timerFateWords: Record<MovedTimer['fate'], UserMessage> = {
  reset: { zh: '改按新规则', en: 'follows the new rule' },
  set: { zh: '新设', en: 'is set' },
  cleared: { zh: '取消', en: 'is cleared' },
};
