import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '../../importer/readPlan.ts';
import { brief } from './support.ts';

const text = readFileSync(join(import.meta.dirname, '../../demo/plan.txt'), 'utf8');
const result = readPlan(text);

const OFFICE = '县稳固脱贫成果工作领导小组办公室';
const GROUP = '县稳固脱贫成果工作领导小组成员单位';
const TOWNSHIPS = '各乡镇党委、政府';
const END = '2020-12-31';

describe('the demonstration plan', () => {
  it('says at its top that it is fictional', () => {
    expect(text.slice(0, 60)).toContain('演示');
    expect(text.slice(0, 200)).toContain('Fictional');
  });

  it('has its head read', () => {
    expect(result.plan).toEqual({
      title: '青禾县稳固脱贫成果实施方案',
      documentNumber: '禾发〔2019〕21号',
      issuers: ['中共青禾县委', '青禾县人民政府'],
      issuedOn: '2019-11-20',
      periodStart: null,
      periodEnd: END,
    });
  });

  it('has its seventeen measures read', () => {
    expect(result.measures.map(brief)).toEqual([
      `责任不松 林禾川 - ${OFFICE} ${GROUP}+${TOWNSHIPS} - ${END}`,
      `稳固产业增收 苏田野 - 县农业农村局 县财政局+县供销社+县工业和信息化局+县文化旅游局 - ${END}`,
      `稳固就业增收 梁青穗 - 县就业服务中心 县工业和信息化局+县乡村帮扶局+县林业和草原局+县城市管理局+县交通运输局 - ${END}`,
      `稳固教育保障 方知秋 - 县教育局+县协作帮扶办公室 ${TOWNSHIPS} - ${END}`,
      `稳固健康保障 方知秋 - 县卫生健康局 县民政局+县残联+县医疗保障局+${TOWNSHIPS} - ${END}`,
      `稳固住房安全 石在野 - 县住房和城乡建设局 县乡村帮扶局+县民政局+县自然资源局+县农业农村局+县教育局+县卫生健康局+县社会保险局+${TOWNSHIPS} - ${END}`,
      `稳固基础设施 林禾川 - 县水利局+县交通运输局+县供电公司+县工业和信息化局 ${TOWNSHIPS} - ${END}`,
      `稳固人居环境 苏田野 - 县农业农村局 县住房和城乡建设局+县发展和改革局+生态环境局+卫生健康局+县文化旅游局+新村办+${TOWNSHIPS} - ${END}`,
      `稳固兜底救助 方知秋 - 县民政局 ${TOWNSHIPS} - ${END}`,
      `稳固精神力量 温如麦 - 县委宣传部 县委统战部+${TOWNSHIPS} - ${END}`,
      `联点帮扶不撤 陆平畴 - 县委组织部 各联点帮扶单位 - ${END}`,
      `驻村力量不撤 陆平畴 - 县委组织部 ${TOWNSHIPS} - ${END}`,
      `协作帮扶不撤 韩归燕 - 县协作帮扶办公室 县工商业联合会+${TOWNSHIPS} - ${END}`,
      `加强返贫监测 林禾川 - ${OFFICE} ${TOWNSHIPS} - ${END}`,
      `管好帮扶资产 林禾川 - ${OFFICE} 各帮扶资金项目实施单位+${TOWNSHIPS} - ${END}`,
      `深化作风治理 严清渠 - 县纪委监委 ${GROUP}+${TOWNSHIPS} - ${END}`,
      `压实监督责任 严清渠 - 县纪委监委 各乡镇+各部门+各单位 - ${END}`,
    ]);
  });

  it('has its numeric targets read', () => {
    expect(
      result.measures.flatMap((m) =>
        m.indicators.map((i) => `${m.title} ${i.comparator} ${i.value}${i.valueTo ? `-${i.valueTo}` : ''} ${i.unit}`),
      ),
    ).toEqual([
      '稳固产业增收 = 1 项',
      '稳固产业增收 >= 1 个',
      '稳固产业增收 = 1 个',
      '稳固就业增收 >= 3200 人次',
      '稳固就业增收 = 800 个',
      '稳固就业增收 range 2-4 个',
      '稳固教育保障 >= 96 %',
      '稳固健康保障 <= 8 %',
      '稳固人居环境 range 1-2 名',
      '稳固兜底救助 >= 6 %',
      '稳固兜底救助 >= 1 年',
      '联点帮扶不撤 >= 1 份',
    ]);
  });

  it('has its duties read', () => {
    expect(result.duties.map((d) => `${d.kind} ${d.cadence} ${d.who.join('+') || '-'} ${d.to ?? '-'}`)).toEqual([
      'research yearly - -',
      'visit asNeeded 各乡镇 -',
      'warning asNeeded 各乡镇 -',
      'plan once 各乡镇+各部门+各单位 -',
      `report semiannual 各乡镇+各部门+各单位 ${OFFICE}`,
      'report asNeeded 各乡镇+各部门+各单位 -',
      `assessment yearly ${OFFICE} -`,
    ]);
    expect(result.assessment).toHaveLength(1);
    expect(result.escalation.map((e) => e.by)).toEqual(['县委宣传部', '县纪委监委']);
  });

  it('leaves nothing doubtful', () => {
    expect(result.warnings).toEqual([]);
  });
});
