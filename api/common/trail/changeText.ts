import { isRecord } from '../../../domain/forms/shapes.ts';
import type { LocalText } from '../schema.ts';
import { dataText as text } from './dataText.ts';

type Data = Record<string, unknown>;

/** What the trail says of a ladder that is changed, now or from a later day on. */
export function ladderChangeText({ name, fromDay, takenBack, putAside, refusal }: Data): LocalText {
  const [zh, en] = [`升级规则“${text(name)}”`, `Ladder “${text(name)}”`];
  const day = text(fromDay);
  if (isRecord(refusal)) {
    return {
      zh: `${zh}未能自${day}起修改：${text(refusal.zh)}`,
      en: `${en} did not change on ${day}: ${text(refusal.en)}`,
    };
  }
  if (putAside === true) {
    return { zh: `不再提示${zh}未能自${day}起的修改`, en: `${en}: the change that failed on ${day} put aside` };
  }
  if (takenBack === true) return { zh: `撤回${zh}自${day}起的修改`, en: `${en}: the change from ${day} on taken back` };
  if (day !== '') return { zh: `拟自${day}起修改${zh}`, en: `${en} is to change from ${day} on` };
  return { zh: `修改${zh}`, en: `${en} changed` };
}

/** What the trail says of a measure's deadline that is changed, now or from a later day on. */
export function deadlineText({ from, to, undone, planned, takenBack, putAside, refusal }: Data): LocalText {
  const [before, after] = [text(from), text(to)];
  const zh = `完成时限由 ${before || '长期坚持'} 改为 ${after || '长期坚持'}`;
  const en = `from ${before || 'the long term'} to ${after || 'the long term'}`;
  if (planned) {
    const day = text(planned);
    if (isRecord(refusal)) {
      return {
        zh: `原定 ${day} 起的调整（${before || '长期坚持'} 改为 ${after || '长期坚持'}）未能生效：${text(refusal.zh)}`,
        en: `Deadline did not move ${en} on ${day}: ${text(refusal.en)}`,
      };
    }
    if (putAside === true) {
      return {
        zh: `不再提示原定 ${day} 起未能生效的调整：${zh}`,
        en: `Put aside: deadline did not move ${en} on ${day}`,
      };
    }
    return takenBack
      ? { zh: `撤回原定 ${day} 起的调整：${zh}`, en: `Taken back: deadline to move ${en} on ${day}` }
      : { zh: `定于 ${day} 起调整：${zh}`, en: `Deadline to move ${en} on ${day}` };
  }
  return undone
    ? { zh: `撤销调整：${zh}`, en: `Undone: deadline moved ${en}` }
    : { zh: `调整${zh}`, en: `Deadline moved ${en}` };
}

/** What the trail says of units, posts and people that are changed, now or on a later day. */
export function organisationText({ act, kind, from, to, onDay, refusal, putAside }: Data): LocalText {
  const day = text(onDay);
  if (day === '') return { zh: '调整单位、岗位或人员', en: 'Units, posts or people changed' };
  const { zh, en } = unitChange(text(kind), text(from), text(to));
  if (isRecord(refusal)) {
    return {
      zh: `原定 ${day} 的单位变更未能办理：${zh}，${text(refusal.zh)}`,
      en: `Not made on ${day}: ${en}; ${text(refusal.en)}`,
    };
  }
  if (act === 'unitChangePlanned') return { zh: `定于 ${day} 办理：${zh}`, en: `To be made on ${day}: ${en}` };
  return putAside === true
    ? { zh: `不再提示原定 ${day} 未能办理的变更：${zh}`, en: `Put aside, not made on ${day}: ${en}` }
    : { zh: `取消原定 ${day} 的变更：${zh}`, en: `Taken back, planned for ${day}: ${en}` };
}

/** Events of earlier versions do not name the units. */
function unitChange(kind: string, from: string, to: string): LocalText {
  if (from === '') return { zh: '单位变更', en: 'a change of units' };
  switch (kind) {
    case 'RENAME':
      return { zh: `${from}更名为${to}`, en: `${from} renamed to ${to}` };
    case 'MERGE':
      return { zh: `${from}并入${to}`, en: `${from} merged into ${to}` };
    default:
      return { zh: `${from}拆分为${to}`, en: `${from} split into ${to}` };
  }
}
