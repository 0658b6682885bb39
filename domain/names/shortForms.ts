/**
 * Established short forms of fields of government, conjunctions left out, 委员会 and 办公室 as 委 and 办. Bodies before and after the reform of
 * institutions of 2018 (《深化党和国家机构改革方案》) stand side by side: documents name both.
 */
const FULL_BY_SHORT: Record<string, readonly string[]> = {
  发改: ['发展改革'],
  人社: ['人力资源社会保障'],
  文旅: ['文化旅游'],
  文旅广电: ['文化旅游广播电视', '文化旅游广电'],
  文体旅游: ['文化体育旅游'],
  文体旅游广电: ['文化体育旅游广播电视', '文化体育旅游广电'],
  卫健: ['卫生健康'],
  卫计: ['卫生计划生育', '卫生计生'],
  住建: ['住房城乡建设', '住房建设'],
  市监: ['市场监督管理', '市场监管'],
  应急: ['应急管理'],
  工信: ['工业信息化'],
  工信商务: ['工业信息化商务'],
  教体: ['教育体育'],
  教科: ['教育科技', '教育科学技术'],
  教科体: ['教育科技体育'],
  科技: ['科学技术'],
  退役军人: ['退役军人事务'],
  交通: ['交通运输'],
  医保: ['医疗保障'],
  社保: ['社会保险', '社会保障'],
  民宗: ['民族宗教', '民族宗教事务'],
  扶贫: ['扶贫开发', '扶贫开发工作'],
  林草: ['林业草原'],
  农牧: ['农牧业', '农业畜牧'],
  农牧科技: ['农牧业科技'],
  食药监: ['食品药品监督管理', '食品药品监管'],
  国土: ['国土资源'],
  环保: ['环境保护'],
  安监: ['安全生产监督管理', '安全生产监管'],
  广电: ['广播电视'],
  城管: ['城市管理'],
  城管执法: ['城市管理综合执法', '城市管理行政执法'],
  综合执法: ['综合行政执法'],
  机关事务: ['机关事务管理', '机关事务服务'],
  金融: ['金融工作'],
  政务服务: ['政务服务管理'],
  残联: ['残疾人联合会'],
  妇联: ['妇女联合会'],
  工商联: ['工商业联合会'],
  文联: ['文学艺术界联合会'],
  科协: ['科学技术协会'],
  供销社: ['供销合作社', '供销合作社联合社', '供销合作联社', '供销联社'],
  团: ['共青团'],
  编: ['机构编制委', '编制委', '编委'],
  政府: ['人民政府'],
  人大: ['人大常委', '人大常委会', '人民代表大会常务委', '人民代表大会'],
  政协: ['中国人民政治协商会议'],
  纪委: ['纪律检查委'],
  监委: ['监察委'],
  纪委监委: ['纪律检查委监察委', '纪委监察委'],
};

const SHORT_BY_FULL: ReadonlyMap<string, string> = new Map(
  Object.entries(FULL_BY_SHORT).flatMap(([short, fulls]) => fulls.map((full) => [full, short] as const)),
);

/** The established short form of a field, or the field itself. */
export function shortForm(field: string): string {
  return SHORT_BY_FULL.get(field) ?? field;
}

/** A field in all forms in which it is written: 教体 and 教育体育. */
export const fieldForms = (field: string): readonly string[] => [field, ...(FULL_BY_SHORT[field] ?? [])];

/**
 * Fields of which one took over the other's duties, in short form: by the reform of 2018 (《深化党和国家机构改革方案》), of 2021
 * (扶贫办 became 乡村振兴局), of 2023 (乡村振兴局 went into 农业农村局), or by names that counties use for the same body (水利, 水务).
 */
const SUCCESSIONS: readonly (readonly [string, string])[] = [
  ['水利', '水务'],
  ['国土', '自然资源'],
  ['环保', '生态环境'],
  ['安监', '应急'],
  ['卫计', '卫健'],
  ['食药监', '市监'],
  ['工商', '市监'],
  ['工商行政管理', '市监'],
  ['质监', '市监'],
  ['质量技术监督', '市监'],
  ['农牧', '农业农村'],
  ['畜牧', '农业农村'],
  ['扶贫', '乡村振兴'],
  ['扶贫', '农业农村'],
  ['乡村振兴', '农业农村'],
  ['物价', '发改'],
  ['粮食', '发改'],
  ['法制', '司法'],
];

/** Whether one of two fields, in short form, has taken over from the other. */
export const isSuccession = (one: string, other: string): boolean =>
  SUCCESSIONS.some((pair) => one !== other && pair.includes(one) && pair.includes(other));
