import type { MeasureDraft } from '../../importer/types.ts';
import { seeded } from './support.ts';

export type Truth = Pick<MeasureDraft, 'title' | 'leaders' | 'leadUnits' | 'responsibleUnits' | 'supportingUnits'> & {
  date: string | null;
};

export const STYLES = [
  'block',
  'blockOneLine',
  'bracketLabels',
  'bracketSentences',
  'table',
  'markdownTable',
  'htmlTable',
] as const;
export type Style = (typeof STYLES)[number];

export const NOISES = ['none', 'spaces', 'wrapped', 'oneLine', 'halfWidth', 'pages', 'tags'] as const;
export type Noise = (typeof NOISES)[number];

const SUBJECTS = [
  '农村道路',
  '饮水安全',
  '特色产业',
  '就业培训',
  '教育资助',
  '医疗服务',
  '危房改造',
  '人居环境',
  '低保救助',
  '电网升级',
  '冷链物流',
  '河道治理',
  '林地管护',
  '乡村文化',
  '数字乡村',
  '防火巡护',
];
const VERBS = ['加快', '推进', '提升', '强化', '完善', '做好'];
const NOUNS = ['建设', '工程', '行动', '工作', '改造', '管理'];
const BODIES = [
  '摸清底数，建立台账，逐项推进',
  '分类施策，突出重点，补齐短板',
  '整合资金，规范程序，确保质量',
  '压实责任，加强调度，及时解决难题',
  '坚持群众参与，健全管护办法，让成果留得住',
];
const UNITS = [
  '县财政局',
  '县教育局',
  '县农业农村和科技局',
  '县住房和城乡建设局',
  '县交通运输局',
  '县水利局',
  '县卫生健康局',
  '县民政局',
  '县委组织部',
  '县委宣传部',
  '县发展和改革局',
  '县工业和信息化局',
  '县纪委监委',
  '县乡村帮扶局',
  '县供电公司',
  '县残联',
  '县妇联',
  '县市场监督管理局（知识产权局）',
  '各乡镇党委、政府',
  '各乡镇（街道）',
  '县帮扶工作领导小组成员单位',
  '县林业和草原局',
  '团县委',
  '县总工会',
];
const PEOPLE = ['林禾川', '苏田野', '梁青穗', '方知秋', '石在野', '温如麦', '陆平畴', '韩归燕'];
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** A plan that nobody wrote, in one style and with one kind of noise, with what a clerk would enter for it. */
export function syntheticPlan(seed: number, style: Style, noise: Noise): { text: string; truth: Truth[] } {
  const random = seeded(seed * 7919 + STYLES.indexOf(style) * 131 + NOISES.indexOf(noise));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const some = (most: number, taken: string[]): string[] => {
    const free = UNITS.filter((unit) => !taken.includes(unit));
    return Array.from(
      { length: 1 + Math.floor(random() * most) },
      () => free.splice(Math.floor(random() * free.length), 1)[0] ?? '',
    ).filter((u) => u !== '');
  };
  const titles = new Set<string>();
  while (titles.size < 6 + Math.floor(random() * 8)) titles.add(pick(VERBS) + pick(SUBJECTS) + pick(NOUNS));
  const withLeaders = style === 'block' || style === 'blockOneLine' || style.endsWith('able');
  const truth = [...titles].map((title): Truth => {
    const leadUnits = some(2, []);
    const responsibleUnits = style === 'bracketSentences' && random() < 0.5 ? [] : some(2, leadUnits);
    const date = withLeaders ? `20${21 + Math.floor(random() * 4)}-12-31` : null;
    return {
      title,
      leaders: withLeaders ? [pick(PEOPLE)] : [],
      leadUnits,
      responsibleUnits,
      supportingUnits: some(5, [...leadUnits, ...responsibleUnits]),
      date,
    };
  });
  const body = style.endsWith('able') ? tableText(truth, style) : outlineText(truth, style, () => pick(BODIES));
  const head =
    '某某县乡村建设实施方案\n为做好有关工作，制定本方案。\n一、总体要求\n坚持实事求是，注重实效。\n二、重点任务\n';
  const tail = style.endsWith('able') ? '' : '三、组织保障\n（一）加强领导。健全机制，明确分工。\n';
  return { text: disturb(head + body + tail, noise, random), truth };
}

function outlineText(truth: Truth[], style: Style, sentence: () => string): string {
  const perSection = 4;
  return truth
    .map((m, i) => {
      const section =
        i % perSection === 0
          ? `（${NUMERALS[i / perSection] ?? '十'}）第${NUMERALS[i / perSection] ?? '十'}方面工作\n`
          : '';
      return `${section}${(i % perSection) + 1}.${m.title}。${sentence()}。${sentence()}。${assignment(m, style)}\n`;
    })
    .join('');
}

function assignment(m: Truth, style: Style): string {
  const list = (units: string[]): string => units.join('、');
  const labels = [
    ...(m.leaders.length > 0 ? [`责任领导：${m.leaders.join('、')}`] : []),
    `牵头单位：${list(m.leadUnits)}`,
    ...(m.responsibleUnits.length > 0 ? [`责任单位：${list(m.responsibleUnits)}`] : []),
    `配合单位：${list(m.supportingUnits)}`,
    ...(m.date ? [`完成时限：${m.date.slice(0, 4)}年底`] : []),
  ];
  if (style === 'block') return `\n${labels.join('\n')}`;
  if (style === 'blockOneLine') return `\n${labels.join('；')}`;
  if (style === 'bracketLabels') return `（${labels.join('；')}）`;
  const duty = m.responsibleUnits.length > 0 ? `，${list(m.responsibleUnits)}按职责分工负责` : '';
  return `（${list(m.leadUnits)}牵头${duty}，${list(m.supportingUnits)}配合）`;
}

function tableText(truth: Truth[], style: Style): string {
  const header = ['序号', '重点任务', '责任领导', '牵头单位', '责任单位', '配合单位', '完成时限'];
  const rows = truth.map((m, i) => [
    String(i + 1),
    m.title,
    m.leaders.join('、'),
    m.leadUnits.join('、'),
    m.responsibleUnits.join('、'),
    m.supportingUnits.join('、'),
    `${m.date?.slice(0, 4)}年底`,
  ]);
  if (style === 'htmlTable')
    return `<table>${[header, ...rows].map((r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`).join('')}</table>\n`;
  if (style === 'markdownTable')
    return [header, header.map(() => '---'), ...rows].map((r) => `| ${r.join(' | ')} |\n`).join('');
  return [header, ...rows].map((r) => `${r.join('\t')}\n`).join('');
}

function disturb(text: string, noise: Noise, random: () => number): string {
  const lines = text.split('\n');
  switch (noise) {
    case 'spaces':
      return [...text].map((c) => (/[\u4e00-\u9fa5]/.test(c) && random() < 0.03 ? `${c} ` : c)).join('');
    case 'wrapped':
      return lines.map((line) => (/[\t|<]/.test(line) ? line : (line.match(/.{1,32}/g)?.join('\n') ?? ''))).join('\n');
    case 'oneLine':
      return /[\t|]/.test(text) ? text : lines.join(' ');
    case 'halfWidth':
      return text.replace(/[：；（），]/g, (c) => c.normalize('NFKC'));
    case 'pages':
      return lines.flatMap((line, i) => (i % 9 === 8 ? [line, '', `— ${i} —`, ''] : [line])).join('\n');
    case 'tags':
      return lines.map((line) => (/[\t|<]/.test(line) ? line : `<p>${line}</p>`)).join('\n');
    default:
      return text;
  }
}
