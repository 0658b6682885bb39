/** The county of the demonstration. It does not exist; names of people and units are invented. */

export const demoCounty = {
  id: 'qinghe',
  name: '青禾县（虚构）',
  fictional: true,
  businessDate: '2019-12-02',
} as const;

export const OFFICE_UNIT = '县稳固脱贫成果工作领导小组办公室';
export const DISCIPLINE_UNIT = '县纪委监委';

/** Units by kind, as the county's directory has them before the plan is imported. */
export const demoUnits: { name: string; kind: string; aliases?: string[] }[] = [
  { name: OFFICE_UNIT, kind: 'OFFICE' },
  { name: DISCIPLINE_UNIT, kind: 'DISCIPLINE' },
  ...[
    '县农业农村局',
    '县财政局',
    '县供销社',
    '县工业和信息化局',
    '县文化旅游局',
    '县就业服务中心',
    '县乡村帮扶局',
    '县林业和草原局',
    '县城市管理局',
    '县交通运输局',
    '县教育局',
    '县协作帮扶办公室',
    '县民政局',
    '县残联',
    '县医疗保障局',
    '县住房和城乡建设局',
    '县自然资源局',
    '县社会保险局',
    '县水利局',
    '县供电公司',
    '县发展和改革局',
    '县委宣传部',
    '县委统战部',
    '县委组织部',
    '县工商业联合会',
  ].map((name) => ({ name, kind: 'DEPARTMENT' })),
  { name: '县卫生健康局', kind: 'DEPARTMENT', aliases: ['卫生健康局'] },
  { name: '县生态环境局', kind: 'DEPARTMENT', aliases: ['生态环境局'] },
  { name: '县新村建设办公室', kind: 'DEPARTMENT', aliases: ['新村办'] },
  ...['禾源镇', '石滩镇', '青岗镇', '柳溪乡', '云台乡', '麦坪乡'].map((name) => ({ name, kind: 'TOWNSHIP' })),
];

/** Leaders by the name that the plan gives, with their invented titles. */
export const demoLeaders: { name: string; title: string; chief?: true }[] = [
  { name: '林禾川', title: '县委副书记、县长', chief: true },
  { name: '苏田野', title: '副县长（农业农村）' },
  { name: '梁青穗', title: '副县长（就业）' },
  { name: '方知秋', title: '副县长（教育卫生民政）' },
  { name: '石在野', title: '副县长（住建）' },
  { name: '温如麦', title: '县委常委、宣传部部长' },
  { name: '陆平畴', title: '县委常委、组织部部长' },
  { name: '韩归燕', title: '副县长（协作帮扶）' },
  { name: '严清渠', title: '县委常委、纪委书记、监委主任' },
];

/** Members of the groups that the plan names, where the name alone does not say. */
export const demoGroups: Record<string, string[]> = {
  县稳固脱贫成果工作领导小组成员单位: [
    '县农业农村局',
    '县财政局',
    '县教育局',
    '县卫生健康局',
    '县民政局',
    '县住房和城乡建设局',
    '县水利局',
    '县交通运输局',
    '县乡村帮扶局',
  ],
  各联点帮扶单位: ['县财政局', '县教育局', '县水利局', '县交通运输局'],
  各帮扶资金项目实施单位: ['县农业农村局', '县水利局', '县交通运输局', '县住房和城乡建设局'],
};

const surnames = '沈陆顾田严温韩石方苏梁谷麦黎叶江溪云秦阮柏桑安白'.split('');
const givenNames = [
  '知禾',
  '望舒',
  '青野',
  '守田',
  '归云',
  '听泉',
  '怀谷',
  '映川',
  '向晚',
  '临溪',
  '长穗',
  '照远',
  '停云',
];

/** Invented names of people, never the same twice, the same in every demonstration. */
export function inventedNames(): { next(): string } {
  let count = 0;
  return {
    next() {
      const surname = surnames[count % surnames.length] ?? '';
      const given = givenNames[(count + Math.floor(count / surnames.length)) % givenNames.length] ?? '';
      count += 1;
      return `${surname}${given}`;
    },
  };
}
