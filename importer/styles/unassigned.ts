import type { CleanText } from '../cleanText.ts';
import type { MeasureSketch } from '../draft.ts';
import { type MarkerKind, rankOf } from '../markers.ts';
import type { Section } from '../outline.ts';
import { ofSection, pathTo } from '../sketch.ts';

/** Chapters that hold no tasks, by their headings. */
export const NO_TASKS =
  /指导思想|总体(?:要求|思路|目标|安排)|基本原则|工作(?:目标|原则|思路|要求|保障|步骤)|目标任务|主要目标|发展目标|组织(?:领导|保障|实施|机构)|保障(?:措施|机制)|实施步骤|有关要求|相关要求|附则|背景|意义|现状|形势|名词解释|适用范围|工作机制|领导小组|监督检查|咨询电话|联系(?:方式|电话)|^(?:会议)?(?:时间|地点|(?:参会|参加|出席)人员)$/;
/** Chapters that announce tasks. */
const TASKS =
  /重点(?:工作|任务|工程|项目|举措)|主要(?:任务|措施|工作|举措)|工作(?:措施|任务|内容)|项目(?:内容|清单)|实事(?:项目|内容)|具体(?:措施|任务)|任务(?:分工|清单)|(?:大|项)(?:重点)?(?:工程|行动|任务|措施|举措)|实施.{0,30}(?:工程|行动)|政策措施|建设任务|整改(?:措施|任务)/;
/** Words without which a text is not taken for a plan. */
const PLAN_WORDS =
  /方案|意见|决定|计划|规划|要点|措施|任务分工|分工|责任清单|清单|纪要|交办|责任书|分解|通知|办法|细则/;
/** Characters in which a plan says that it is one. */
const HEAD = 1500;
const FEWEST = 2;
const SHORTEST_TASK = 8;
const LONGEST_ROW_RANK = rankOf('num');

/**
 * Where a plan assigns nobody, each numbered project or task is a measure without units. Chapters on aims, principles and
 * organisation hold none. A text that does not call itself a plan has none at all.
 */
export function unassignedTasks(clean: CleanText, root: Section): MeasureSketch[] {
  if (!saysItIsPlan(clean, root)) return [];
  const own = root.children.filter((s) => s.marker?.kind !== 'annex');
  const chapters =
    own.length >= FEWEST ? own : root.children.flatMap((s) => (s.marker?.kind === 'annex' ? s.children : [s]));
  const named = (s: Section, words: RegExp): boolean => words.test(clean.text.slice(s.titleStart, s.titleEnd));
  const announced = chapters.filter(
    (s) => named(s, TASKS) && !/指导思想|基本原则|组织(?:领导|保障)/.test(clean.text.slice(s.titleStart, s.titleEnd)),
  );
  const others = chapters.filter((s) => !named(s, NO_TASKS));
  if (chapters.length < FEWEST && announced.length === 0) return [];
  const holding = announced.length > 0 ? announced : others;
  const tasks = holding.flatMap((chapter) => tasksIn(clean, chapter));
  return tasks.length < FEWEST ? [] : tasks.map((s) => ofSection(clean, s, null, s.end));
}

const SHARE = 0.5;

/**
 * Numbered projects without a unit beside others that have one are measures too: the list is one of projects. In a list
 * of which only a few are assigned, the others are mere text.
 */
export function unassignedSiblings(clean: CleanText, assigned: MeasureSketch[], root: Section): MeasureSketch[] {
  const starts = new Set(assigned.flatMap((m) => m.passages.map((p) => p.start)));
  const found: MeasureSketch[] = [];
  const holdsAny = (s: Section): boolean => assigned.some((m) => m.body.start >= s.start && m.body.start < s.end);
  const visit = (section: Section): void => {
    const items = section.children.filter((s) => isItem(s.marker?.kind) && s.titled);
    const bare = items.filter(
      (s) => s.children.length === 0 && !starts.has(s.start) && !holdsAny(s) && !isAims(clean, s),
    );
    const share = items.length === 0 ? 0 : 1 - bare.length / items.length;
    if (share >= SHARE && share < 1 && items.length === section.children.length && !isAims(clean, section))
      found.push(...bare.map((s) => ofSection(clean, s, null, s.end)));
    section.children.forEach(visit);
  };
  visit(root);
  return found.filter((f) => !assigned.some((m) => m.body.start < f.body.end && f.body.start < m.body.end));
}

const isItem = (kind: MarkerKind | undefined): boolean => kind === 'num' || kind === 'cnParen';

const isAims = (clean: CleanText, s: Section): boolean => NO_TASKS.test(clean.text.slice(s.titleStart, s.titleEnd));

/**
 * Whether the text calls itself a plan, before its first heading or, where nothing stands there, in its first words. A
 * regulation of chapters and articles is none, though it says who is responsible.
 */
export function saysItIsPlan(clean: CleanText, root: Section): boolean {
  const first = root.children[0]?.start ?? 0;
  if (REGULATION.test(clean.text) || namesAnother(clean.text.slice(0, Math.min(first || HEAD, HEAD)))) return false;
  return PLAN_WORDS.test(clean.text.slice(0, first >= SHORTEST_TITLE ? Math.min(first, HEAD) : HEAD));
}

/** Titles of praise, appointment, explanation, reply, summary, tender and of calls to a meeting, whose words name plans too. */
const OTHER_KIND =
  /关于(?:召开|举行|表彰|表扬|嘉奖|授予|命名|调整)|(?:解读|问答|答复|总结|公告|公示|讲话|致辞|名单|合同|协议|简报|任免的通知|的报告)$/;
const namesAnother = (head: string): boolean =>
  head
    .split('\n')
    .slice(0, 6)
    .some((line) => line.length <= LONGEST_TITLE && OTHER_KIND.test(line));

const LONGEST_TITLE = 60;
const SHORTEST_TITLE = 4;
const REGULATION = /(?:^|\n)第一章[^\n]{0,12}\n第一条/;

/** The innermost titled points down to 1.; a chapter without points is a task itself. */
function tasksIn(clean: CleanText, section: Section): Section[] {
  const points = section.children.filter(
    (s) => s.titled && s.marker && rankOf(s.marker.kind) <= LONGEST_ROW_RANK && substantial(clean, s),
  );
  if (points.length >= FEWEST) return points.flatMap((point) => tasksIn(clean, point));
  return pathTo(clean, section).length > 0 ? [section] : [];
}

const substantial = (clean: CleanText, s: Section): boolean =>
  s.children.length > 0 || clean.text.slice(s.titleEnd, s.end).trim().length >= SHORTEST_TASK;
