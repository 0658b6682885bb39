import { type CleanText, printedText, toSource } from './cleanText.ts';
import { clausesOf, type Span } from './sentences.ts';
import { doersOf } from './subjects.ts';
import type { AssessmentClause, EscalationClause } from './types.ts';

/** What is assessed, or what an assessment's result is used for. */
export const ASSESSMENT_RESULT =
  /(?:纳入|计入|列为|列入)[^,。]{0,40}(?:考核|考评|评价|绩效|目标管理|巡视|离任审计|考察|述职|评议|民主生活会)|(?:考核|考评|评估|评价)(?:结果|情况|成绩)?[^,。]{0,40}(?:挂钩|作为|依据|参考|运用|评先|奖惩)|(?:占(?![比地道用线])|权重)[^,。]{0,30}\d+(?:\.\d+)?%[^,。]{0,20}|占[^,。]{0,12}\d+分|作为[^,。]{0,30}(?:考核|考评|评价|评先|评优|绩效|评议|考察)[^,。]{0,16}(?:内容|依据|指标|参考)|(?:排名|考核|得分)[^,。]{0,30}(?:奖励|表彰|表扬|扣[缴减罚])|百分制|考核等次|测评结果|严格(?:的)?考核|(?:进行|开展)[^,。]{0,12}考核/;

const WEIGHT = /(\d+(?:\.\d+)?)%/g;

/** Clauses that say who is assessed, with which weight, and what the result is used for. */
export function findAssessment(clean: CleanText, sentences: Span[]): AssessmentClause[] {
  const found: AssessmentClause[] = [];
  for (const sentence of sentences) {
    const text = clean.text.slice(sentence.start, sentence.end);
    if (
      !ASSESSMENT_RESULT.test(text) ||
      !/考核|考评|评价|绩效|评估|审计|排名|得分|测评|评先|评优|评议|考察|权重|民主生活会/.test(text)
    )
      continue;
    const span = relevant(clean, sentence, ASSESSMENT_RESULT);
    const words = clean.text.slice(span.start, span.end);
    const base = {
      text: printedText(clean, span.start, span.end),
      subject: subjectOf(words),
      usedFor: usedFor(words),
      ...toSource(clean, span.start, span.end),
    };
    const weights = /占|权重|分值|按\d|计入/.test(words) ? [...words.matchAll(WEIGHT)].map((m) => Number(m[1])) : [];
    if (weights.length === 0) found.push({ ...base, weightPercent: null });
    for (const weightPercent of weights) found.push({ ...base, weightPercent });
  }
  return found;
}

/** From the first clause that matters to the last; what introduces a sentence without doing is left off. */
function relevant(clean: CleanText, sentence: Span, wanted: RegExp): Span {
  const clauses = clausesOf(clean, sentence);
  const hits = clauses
    .map((c, i) => (wanted.test(clean.text.slice(c.start, c.end)) || doersOf(clean, c).length > 0 ? i : -1))
    .filter((i) => i >= 0);
  const first = clauses[hits[0] ?? 0] ?? sentence;
  const last = clauses[hits.at(-1) ?? clauses.length - 1] ?? sentence;
  const tail = clauses.findLastIndex((c) => /考核|挂钩|依据|纳入|参考|占/.test(clean.text.slice(c.start, c.end)));
  return { start: first.start, end: Math.max(last.end, clauses[tail]?.end ?? 0) };
}

function subjectOf(text: string): string | null {
  const found =
    /(?:将|对|把)([^,。]{2,40}?)(?:工作?开展|的?(?:主要做法|工作)|落实|纳入|进行|情况|应用情况)/.exec(text) ??
    /(各[^,。]{1,30}(?:部门|单位|乡镇|县区|党委、政府))/.exec(text);
  return found?.[1] ?? null;
}

function usedFor(text: string): string {
  const found =
    /(?:一并)?纳入(?:到)?([^,。]{2,40}?)(?:范围|内容|体系|指标|重要内容)?(?:,|。|$)/.exec(text) ??
    /作为([^,。]{2,60}?)(?:的)?(?:重要)?(?:依据|参考|内容)/.exec(text) ??
    /与([^,。]{2,40}?)挂钩/.exec(text) ??
    /在([^,。]{2,20}?)(?:总分)?中/.exec(text);
  return found?.[1] ?? '';
}

/** Severe words with the action that they mean; a clause may give several. */
const ACTIONS: [string, RegExp][] = [
  ['约谈', /约谈/],
  ['通报', /通报(?!表扬|表彰|嘉奖|一次|进展|情况|制度)/],
  ['曝光', /曝光/],
  [
    '问责',
    /(?:问责|追责)(?![^,。]{0,6}(?:参考|依据|机制|制度|工作|力度))|追究[^,。]{0,16}责任|责任追究|倒查[^,。]{0,6}责任/,
  ],
  ['移交', /移(?:交|送)[^,。]{0,20}(?:纪|监察|司法|机关|处理|线索)/],
  [
    '督办',
    /(?:挂牌|提级|升级|发函|跟踪|重点|专项)督办|督办[单函]|督办通知|限期整改|责令整改|亮?[“”]?[黄红]牌|预警提示/,
  ],
  ['检讨', /检讨|表态发言/],
  ['提醒', /提醒谈话|谈话提醒|予以提醒|批评教育|诫勉/],
  ['工作组', /派出工作组|派驻工作组/],
  ['一票否决', /一票否决/],
  [
    'other',
    /查处(?!的)|惩治|严惩|依纪依规|依法依规(?:取消|处理|处置)|撤换|免职|召回(?:调整)?|失信(?:人员)?名单|列入失信|(?:取消|暂停|停止|暂缓|核减|扣减|收回)[^,。]{0,16}(?:资格|政策|待遇|审批|拨付|资金|指标|项目|评先|评优)|严肃处理|从[重严]处理|叫停|停发|收回[^,。]{0,10}权|(?:班子|岗位)[^,。]{0,4}调整|调整[^,。]{0,6}(?:班子|岗位)|解除[^,。]{0,8}(?:协议|合同)|依法处理|组织(?:调整|处理)|一案双查/,
  ],
];

/** Clauses that say what happens to those who fail. */
export function findEscalation(
  clean: CleanText,
  sentences: Span[],
  responsibleAt: (index: number) => string | null,
): EscalationClause[] {
  const found: EscalationClause[] = [];
  for (const sentence of sentences) {
    const clauses = clausesOf(clean, sentence);
    for (const [index, clause] of clauses.entries()) {
      const words = clean.text.slice(clause.start, clause.end);
      const actions = ACTIONS.filter(([, shape]) => shape.test(words)).map(([action]) => action);
      if (actions.length === 0) continue;
      const span = { start: leadIn(clean, clauses, index), end: clause.end };
      const text = clean.text.slice(span.start, span.end);
      const by =
        BY.exec(text)?.[1] ??
        doersOf(clean, clause)[0] ??
        /经([^,。]{2,24}?)研究/.exec(text)?.[1] ??
        responsibleAt(clause.start);
      for (const action of actions) {
        found.push({
          text: printedText(clean, span.start, span.end),
          trigger: triggerOf(text),
          action,
          by,
          ...toSource(clean, span.start, span.end),
        });
      }
    }
  }
  return found;
}

/** 由县政府分管领导约谈: who takes the step. */
const BY =
  /由([^,。]{2,24}?)(?:对|向|会同|约谈|进行|下发|予以|给予|启动|督办|发函|责令|提请|严肃|依规|依纪|依法|按规定|作出|在全|移)/;

/** 对…的，经…研究，可…: the condition stands in the clauses before. */
function leadIn(clean: CleanText, clauses: Span[], index: number): number {
  let first = index;
  while (first > 0 && index - first < 3) {
    const before = clauses[first - 1];
    if (!before || !CONDITION.test(clean.text.slice(before.start, before.end))) break;
    first--;
  }
  return clauses[first]?.start ?? 0;
}

/** Clauses that say when or to whom something happens. */
const CONDITION =
  /^(?:[一二三四五六七八九十]是)?(?:对|凡|将|紧盯|盯住|充分发挥|一?经|严重|不履行|情节)|的(?:单位|乡镇|部门|干部|个人|企业|村|人员|责任人)?$/;

function triggerOf(text: string): string {
  const found =
    /(?:查处|惩治|纠正|整治|曝光)([^,。]{4,60}(?:问题|行为|案例))/.exec(text) ??
    /将([^,。]{2,60}?)(?:依法)?(?:列入|纳入)/.exec(text) ??
    /(?:对|凡)([^。]{2,60}?)(?:的,|,|进行|依|给予|予以|严肃|的(?=[扣取暂收约通追问停责]))/.exec(text) ??
    /^([^,。]{2,60}?)的(?:单位|乡镇|部门|干部|个人|企业|村|人员)?,/.exec(text) ??
    /(?:查处|惩治|盯住|撤换)([^,。]{2,60})/.exec(text);
  return found?.[1] ?? '';
}
