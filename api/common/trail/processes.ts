import type { LocalText } from '../schema.ts';
import { dataNames, dataText as text } from './dataText.ts';
import { counted, type Data, type Sentences, withReason } from './sentence.ts';

/** What the trail says of processes: their definitions, what begins them, and what is done about those that run. */
export const processes = {
  PROCESS_STARTED: ({ data }) =>
    withReason({ zh: `启动“${text(data.name)}”`, en: `${text(data.name)} begun` }, data.note),
  PROCESS_ENDED: ({ data }) =>
    withReason({ zh: `结束“${text(data.name)}”`, en: `${text(data.name)} ended` }, data.reason),
  PROCESS_RETRIED: ({ data }) => withReason({ zh: '重试停滞的流程', en: 'Process tried again' }, data.reason),
  OPERATION_SKIPPED: ({ data }) =>
    withReason({ zh: '跳过失败的操作', en: 'Failed operation passed over' }, data.reason),
  PROCESS_MOVED: ({ data }) =>
    withReason(
      {
        zh: `流程由第${text(data.from)}版迁移到第${text(data.to)}版`,
        en: `Process moved from version ${text(data.from)} to version ${text(data.to)}`,
      },
      data.reason,
    ),
  MOVE_STARTED: ({ data }) =>
    withReason(
      {
        zh: `开始将${text(data.count)}个运行中的流程迁移到第${text(data.to)}版`,
        en: `Began to move ${counted(data.count, 'running process', 'running processes')} to version ${text(data.to)}`,
      },
      data.reason,
    ),
  MOVE_STOPPED: ({ data }) =>
    withReason(
      {
        zh: `停止迁移，${text(data.left)}个留在原版本`,
        en: `Move stopped; ${text(data.left)} stay on their version`,
      },
      data.reason,
    ),
  TRIGGER_CHANGED: ({ data }) => triggerText(data),
  DEFINITION_CREATED: ({ data }) => ({
    zh: `新建流程“${text(data.name)}”`,
    en: `Definition “${text(data.name)}” created`,
  }),
  DEFINITION_CHANGED: ({ data }) =>
    text(data.basedOn)
      ? { zh: `以第${text(data.basedOn)}版开始新版本`, en: `New draft begun from version ${text(data.basedOn)}` }
      : draftChange(data),
  DEFINITION_DISCARDED: () => ({ zh: '作废草稿', en: 'Draft discarded' }),
  DEFINITION_SUBMITTED: ({ data }) => withReason({ zh: '提交审批', en: 'Handed in for review' }, data.reason),
  DEFINITION_RECALLED: () => ({ zh: '撤回修改', en: 'Taken back from review' }),
  DEFINITION_RETURNED: ({ data }) => withReason({ zh: '退回修改', en: 'Returned to its authors' }, data.reason),
  DEFINITION_PUBLISHED: ({ data }) => ({
    zh: `批准并发布第${text(data.version)}版`,
    en: `Version ${text(data.version)} approved and published`,
  }),
  DEFINITION_RETIRED: ({ data }) =>
    withReason({ zh: `停用第${text(data.version)}版`, en: `Version ${text(data.version)} retired` }, data.reason),
} satisfies Sentences;

const triggerActs: Record<string, LocalText> = {
  created: { zh: '新建自动启动', en: 'Set to begin by itself' },
  edited: { zh: '修改自动启动', en: 'What begins by itself changed' },
  paused: { zh: '暂停自动启动', en: 'Beginning by itself paused' },
  resumed: { zh: '恢复自动启动', en: 'Beginning by itself resumed' },
  removed: { zh: '删除自动启动', en: 'No longer begins by itself' },
  run: { zh: '不待日期立即启动', en: 'Run at once' },
};

function triggerText({ act, reason }: Data): LocalText {
  return withReason(triggerActs[text(act)] ?? { zh: '自动启动', en: 'Begins by itself' }, reason);
}

/** What was changed on a draft, by the names of its elements. */
function draftChange(data: Data): LocalText {
  const [from, to] = [text(data.firstRevision), text(data.revision)];
  const span = from === '' || from === to ? to : `${from}–${to}`;
  const parts: LocalText[] = [
    ...(text(data.name) === '' ? [] : [{ zh: `改名为“${text(data.name)}”`, en: `renamed “${text(data.name)}”` }]),
    ...namesChanged('新增', 'added', data.added),
    ...namesChanged('修改', 'changed', data.changed),
    ...namesChanged('删去', 'removed', data.removed),
  ];
  const onlyMoved = parts.length === 0 && 'added' in data ? [{ zh: '只移动了图形', en: 'only shapes moved' }] : [];
  const said = [...parts, ...onlyMoved];
  const [zh, en] =
    data.fromFile === true ? ['用文件替换草稿', 'Draft replaced by a file'] : ['修改草稿', 'Draft changed'];
  return {
    zh: `${zh}（第${span}稿）${said.length === 0 ? '' : `：${said.map((part) => part.zh).join('；')}`}`,
    en: `${en} (revision ${span})${said.length === 0 ? '' : `: ${said.map((part) => part.en).join('; ')}`}`,
  };
}

/** Names that one line has room for. */
const MOST_NAMES = 12;

function namesChanged(zh: string, en: string, names: unknown): LocalText[] {
  const all = dataNames(names);
  if (all.length === 0) return [];
  const shown = all.slice(0, MOST_NAMES);
  const more = all.length > MOST_NAMES;
  return [
    {
      zh: `${zh}${shown.map((name) => `“${name.zh}”`).join('')}${more ? `等${all.length}个` : ''}`,
      en: `${en} ${shown.map((name) => `“${name.en}”`).join(', ')}${more ? ` and ${all.length - MOST_NAMES} more` : ''}`,
    },
  ];
}
