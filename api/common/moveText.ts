import { dataText as text } from './dataText.ts';
import type { LocalText } from './schema.ts';

type MoveEvent = 'MOVE_STARTED' | 'MOVE_STOPPED' | 'PROCESS_MOVED' | 'WORK_ITEM_RENEWED';
type Data = Record<string, unknown>;

/** What the trail says of running processes that go over to another version. */
export function moveText(kind: MoveEvent, item: LocalText, data: Data): LocalText {
  switch (kind) {
    case 'MOVE_STARTED':
      return {
        zh: `开始将${text(data.count)}个运行中的流程迁移到第${text(data.to)}版`,
        en: `Began to move ${text(data.count)} running processes to version ${text(data.to)}`,
      };
    case 'MOVE_STOPPED':
      return {
        zh: `停止迁移，${text(data.left)}个留在原版本`,
        en: `Move stopped; ${text(data.left)} stay on their version`,
      };
    case 'PROCESS_MOVED':
      return {
        zh: `流程由第${text(data.from)}版迁移到第${text(data.to)}版`,
        en: `Process moved from version ${text(data.from)} to version ${text(data.to)}`,
      };
    case 'WORK_ITEM_RENEWED':
      return renewed(item, data);
  }
}

function renewed(item: LocalText, data: Data): LocalText {
  const parts: LocalText[] = [];
  if (data.handedOver === true) parts.push({ zh: '改由新的承办人办理', en: 'handed over to another holder' });
  else if (data.reopened === true) parts.push({ zh: '按新的要求重新办理', en: 'begun anew as now asked for' });
  if (data.dueFrom !== data.dueTo) parts.push(changed({ zh: '时限', en: 'due day' }, data.dueFrom, data.dueTo));
  if (data.signFrom !== data.signTo) {
    parts.push(changed({ zh: '签收时限', en: 'last day for signing' }, data.signFrom, data.signTo));
  }
  return {
    zh: `${item.zh}：流程迁移到新版本，${parts.map(({ zh }) => zh).join('，')}`,
    en: `${item.en}: process moved to another version; ${parts.map(({ en }) => en).join(', ')}`,
  };
}

function changed(what: LocalText, from: unknown, to: unknown): LocalText {
  return {
    zh: `${what.zh}由 ${text(from) || '无'} 改为 ${text(to) || '无'}`,
    en: `${what.en} moved from ${text(from) || 'none'} to ${text(to) || 'none'}`,
  };
}
