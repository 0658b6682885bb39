import { readPlan } from '../../importer/readPlan.ts';
import { brief, briefs, passages } from './support.ts';

describe('block labels', () => {
  it('reads labels on lines of their own, colons of either width, and keeps the passage', () => {
    const text =
      '道路方案\n二、措施\n（一）修路。把路修好。\n责任领导：林禾川\n责任单位:县交通局\n配合单位：县财政局，各乡镇党委、政府\n完成时限：2023年底\n（二）通水。把水通好。\n责任单位：县水利局\n';
    const { measures } = readPlan(text);
    expect(measures.map(brief)).toEqual([
      '修路 林禾川 - 县交通局 县财政局+各乡镇党委、政府 - 2023-12-31',
      '通水 - - 县水利局 - - none',
    ]);
    const [first] = measures;
    expect(first?.path).toEqual(['二、措施', '（一）修路']);
    expect(first && passages(text, first)[0]).toMatch(/^（一）修路。[\s\S]*完成时限：2023年底$/);
  });

  it('reads several labels on one line', () => {
    expect(
      briefs(
        '方案\n1.修路。把路修好。牵头领导：林禾川　牵头单位：县交通局；配合单位：无；办结时限：6月底。\n2.通水。把水通好。主办单位：县水利局 协办单位：县财政局 县发改局',
      ),
    ).toEqual(['修路 林禾川 县交通局 - - - none', '通水 - 县水利局 - 县财政局+县发改局 - none']);
  });

  it('reads markdown lists', () => {
    expect(
      briefs(
        '# 方案\n\n1\\. **治污。** 把污治好。\n\n- **责任单位**：县城管局\n- **配合单位**：各乡镇\n- **完成时限**：2021年6月起长期坚持\n',
      ),
    ).toEqual(['治污 - - 县城管局 各乡镇 - longTerm']);
  });

  it('takes one assignment after several points for the heading above them', () => {
    expect(
      briefs(
        '方案\n（一）小区改造\n1.修外墙；\n2.换管网。\n责任单位：区住建局\n（二）街巷整治\n1.修路。\n责任单位：区城管局\n2.停车。\n责任单位：区公安分局',
      ),
    ).toEqual(['小区改造 - - 区住建局 - - none', '修路 - - 区城管局 - - none', '停车 - - 区公安分局 - - none']);
  });

  it('gives a heading assigned before its points all of them', () => {
    const text =
      '方案\n（一）数字基础\n责任单位：市工信局\n1.建设基站5000个。\n2.建设算力中心。\n（二）数字产业\n责任单位：市商务局\n1.培育企业30家。';
    const { measures } = readPlan(text);
    expect(measures.map(brief)).toEqual(['数字基础 - - 市工信局 - - none', '数字产业 - - 市商务局 - - none']);
    expect(measures.map((m) => m.indicators.map((i) => i.value))).toEqual([[5000], [30]]);
  });

  it('reads a value that says in words who leads, and a unit marked as leading', () => {
    expect(
      briefs(
        '方案\n1.修路。把路修好。\n责任单位：县交通局牵头，县财政局、县发改局配合\n2.通水。把水通好。\n责任单位：县水利局（牵头）、县住建局\n3.改厕。把厕改好。\n责任单位：各乡镇、县直有关部门按职责分工负责',
      ),
    ).toEqual([
      '修路 - 县交通局 - 县财政局+县发改局 - none',
      '通水 - 县水利局 县住建局 - - none',
      '改厕 - - 各乡镇+县直有关部门 - - none',
    ]);
  });

  it('parts units and people where one label names both', () => {
    expect(briefs('方案\n1.修路。把路修好。\n责任单位及责任人：县交通局 林禾川；县财政局 苏田野')).toEqual([
      '修路 - - 县交通局+县财政局 - 林禾川+苏田野 none',
    ]);
  });

  it('does not take a mention of a label for an assignment', () => {
    expect(briefs('方案\n一、要求\n要明确责任单位：谁主管谁负责，层层落实。')).toEqual([]);
  });
});

describe('labels in brackets', () => {
  it('reads them with commas or semicolons, other brackets and nested brackets', () => {
    expect(
      briefs(
        '方案\n1.修路。把路修好。（牵头单位：县交通局；责任单位：县财政局、各乡镇〈街道〉）\n2.通水。把水通好。〔牵头单位：县水利局，参加单位：县市场监管局（知识产权局）〕\n3.供电。（牵头：县发改局；配合：县供电公司）',
      ),
    ).toEqual([
      '修路 - 县交通局 县财政局+各乡镇〈街道〉 - - none',
      '通水 - 县水利局 - 县市场监管局（知识产权局） - none',
      '供电 - 县发改局 - 县供电公司 - none',
    ]);
  });

  it('joins the brackets of an item with a heading into its one measure', () => {
    expect(briefs('方案\n（一）服务。推行一次办好。（责任单位：县审批局）推行帮办代办。（责任单位：各乡镇）')).toEqual([
      '服务 - - 县审批局+各乡镇 - - none',
    ]);
    const [warning] = readPlan(
      '方案\n（一）服务。推行一次办好。（责任单位：县审批局）推行帮办代办。（责任单位：各乡镇）',
    ).warnings;
    expect(warning).toMatchObject({ measure: 0, field: 'responsibleUnits' });
    expect(warning?.message).toContain('2处');
  });

  it('gives each bracket of a chapter, and each point with a mark of its own, its own sentence', () => {
    expect(
      briefs(
        '方案\n一、服务。推行一次办好。（责任单位：县审批局）推行帮办代办。（责任单位：各乡镇）\n（一）窗口。一是推行受理。（责任单位：县政府办）二是缩短时限。（责任单位：县司法局）',
      ),
    ).toEqual([
      '推行一次办好 - - 县审批局 - - none',
      '推行帮办代办 - - 各乡镇 - - none',
      '推行受理 - - 县政府办 - - none',
      '缩短时限 - - 县司法局 - - none',
    ]);
  });

  it('takes the first words of an unnumbered paragraph for its heading, and the heading above for one without', () => {
    const text =
      '方案\n（一）改善环境\n按照干净整洁的要求，着力改善村庄面貌，建立长效机制，让群众看得见变化，每年建成一批示范村。（责任单位：县住建局）\n推进搬迁行动。做好后续扶持。（责任单位：县发改局）';
    expect(briefs(text)).toEqual(['改善环境 - - 县住建局 - - none', '推进搬迁行动 - - 县发改局 - - none']);
    expect(readPlan(text).measures[1]?.path).toEqual(['（一）改善环境', '推进搬迁行动']);
  });

  it('hands a leader named at the chapter down to its points', () => {
    expect(
      briefs(
        '方案\n一、产业振兴（责任领导：林禾川）\n（一）种好粮。稳住面积。（责任单位：县农业农村局）\n（二）养好畜。扩大规模。（责任单位：县畜牧中心）',
      ),
    ).toEqual(['种好粮 林禾川 - 县农业农村局 - - none', '养好畜 林禾川 - 县畜牧中心 - - none']);
  });

  it('reads an assignment that stands in the heading', () => {
    expect(briefs('方案\n（一）口袋公园（牵头单位：区园林局；配合单位：各街道）\n建成公园6个。')).toEqual([
      '口袋公园 - 区园林局 - 各街道 - none',
    ]);
  });
});

describe('sentences in brackets', () => {
  it('reads who leads, who is responsible and who supports', () => {
    expect(
      briefs(
        '方案\n1.修路。（县交通局牵头，县财政局、县发改局配合）\n2.通水。（县水利局、县住建局按职责分工负责）\n3.供电。（县发改局牵头，县供电公司负责；完成时限：2024年6月底）\n4.治污。（各市、州、县人民政府负责）',
      ),
    ).toEqual([
      '修路 - 县交通局 - 县财政局+县发改局 - none',
      '通水 - - 县水利局+县住建局 - - none',
      '供电 - 县发改局 县供电公司 - - 2024-06-30',
      '治污 - - 各市、州、县人民政府 - - none',
    ]);
  });

  it('reads a deadline that stands among the units', () => {
    expect(
      briefs(
        '方案\n1.修路。（省财政厅牵头，省交通厅等按职责分工负责，各市、县（市、区）人民政府落实，2022年底前完成）\n2.通水。（责任单位：省水利厅、各市（州）人民政府；持续推进）',
      ),
    ).toEqual([
      '修路 - 省财政厅 省交通厅+各市、县（市、区）人民政府 - - 2022-12-31',
      '通水 - - 省水利厅+各市（州）人民政府 - - longTerm',
    ]);
  });

  it('reads a person who leads', () => {
    expect(briefs('方案\n1.修路。把路修好。（副县长林禾川牵头，县交通局负责）')).toEqual([
      '修路 林禾川 - 县交通局 - - none',
    ]);
  });

  it('lets the first unit lead where the document says so', () => {
    expect(briefs('方案\n以下任务列第一位者为牵头单位，下同。\n1.修路。（县交通局、县财政局负责）')).toEqual([
      '修路 - 县交通局 县财政局 - - none',
    ]);
  });

  it('reads brackets that hold nothing but units, where the document does so throughout', () => {
    const items = [
      '1.修路。把路修好。（县交通局、县财政局）',
      '2.通水。把水通好。（县水利局）',
      '3.改厕。把厕改好。（县农业农村局，各乡镇人民政府）',
    ];
    expect(briefs(`方案\n${items.join('\n')}`)).toEqual([
      '修路 - - 县交通局+县财政局 - - none',
      '通水 - - 县水利局 - - none',
      '改厕 - - 县农业农村局+各乡镇人民政府 - - none',
    ]);
    expect(briefs(`便民服务\n${items[1]}`)).toEqual([]);
  });

  it('reads plain sentences where nothing else assigns', () => {
    expect(
      briefs(
        '分工意见\n一、分工\n（一）修路问题，由县交通局会同县财政局等部门研究提出落实意见。\n（二）通水问题，由县水利局牵头，县住建局配合。\n（三）改厕问题，由县农业农村局负责落实。',
      ).map((line) => line.replace(/^\S+/, (title) => title.slice(0, 4))),
    ).toEqual([
      '修路问题 - - 县交通局+县财政局 - - none',
      '通水问题 - 县水利局 - 县住建局 - none',
      '改厕问题 - - 县农业农村局 - - none',
    ]);
  });

  it('does not take an aside for an assignment', () => {
    expect(briefs('方案\n1.修路。把路修好（由群众自己负责）。（责任单位：县交通局）')).toEqual([
      '修路 - - 县交通局 - - none',
    ]);
  });
});

describe('tables', () => {
  const header = '序号\t重点任务\t工作内容\t责任领导\t牵头单位\t配合单位\t完成时限';

  it('carries merged cells down, joins broken cells, and warns of missing numbers', () => {
    const text = `任务清单\n${header}\n1\t修路\t新修村道3公里\t林禾川\t县交通局\t县财政局\t2024年12月\n2\t\t养护旧路\t\t县交通局\t\t2024年10月底\n${header}\n4\t通水\t新建水厂\t苏田野\t县水利局\t县财政局\n县发改局\t2024年9月30日前`;
    const result = readPlan(text);
    expect(result.measures.map(brief)).toEqual([
      '新修村道3公里 林禾川 县交通局 - 县财政局 - 2024-12-31',
      '养护旧路 林禾川 县交通局 - - - 2024-10-31',
      '新建水厂 苏田野 县水利局 - 县财政局+县发改局 - 2024-09-30',
    ]);
    expect(result.measures[1]?.path).toEqual(['修路', '养护旧路']);
    expect(result.warnings.map((w) => w.message)).toEqual(['责任清单缺少序号3，请核对原文件。']);
  });

  it('reads a header of two lines, and names a row by its first own column', () => {
    const text =
      '任务清单\n序号\t重点工作\t具体举措\t责任单位\t\t计划完成时间\n\t\t\t牵头单位\t配合单位\n1\t工业提质\t新增企业20家\t市工信局\t市统计局、各县区\t2023年12月\n2\t项目建设\t开工项目100个\t市发改委\t市自然资源局\t2023年6月底前';
    expect(briefs(text)).toEqual([
      '工业提质 - 市工信局 - 市统计局+各县区 - 2023-12-31',
      '项目建设 - 市发改委 - 市自然资源局 - 2023-06-30',
    ]);
  });

  it('joins rows with the body: units from the body, person and day from the table, differences as warnings', () => {
    const text =
      '方案\n（一）修好农村道路。把路修好。\n责任单位：县交通局\n（二）保障饮水安全。把水通好。\n责任单位：县水利局\n附件\n责任清单\n| 序号 | 任务 | 责任单位 | 责任人 | 完成时限 |\n|---|---|---|---|---|\n| 1 | 修好农村道路 | 县交通局 | 钱知秋 | 长期坚持 |\n| 2 | 保障农村饮水安全 | 县住建局 | 孙在野 | 2024年6月完成并长期坚持 |\n| 3 | 改厕 | 县农业农村局 | 李平畴 | 2024年底 |';
    const result = readPlan(text);
    expect(result.measures.map(brief)).toEqual([
      '修好农村道路 - - 县交通局 - 钱知秋 longTerm',
      '保障饮水安全 - - 县水利局 - 孙在野 2024-06-30',
      '改厕 - - 县农业农村局 - 李平畴 2024-12-31',
    ]);
    expect(result.measures[1]?.deadline.kind).toBe('dateThenLongTerm');
    expect(result.measures[0]?.source).toHaveLength(2);
    expect(result.warnings).toMatchObject([
      { message: expect.stringContaining('县住建局'), field: 'responsibleUnits' },
    ]);
  });

  it('shows where a row stands whose cells go on in the lines below', () => {
    const row =
      '1     修好农村道路        修路120公里，惠及沿线          县交通局            2026年底\n                          村民，通车率达到100%。';
    const text = `任务清单\n序号  任务                内容                        牵头单位            完成时限\n${row}\n2     保障饮水安全        新建水厂3座。                 县水利局            2026年6月\n`;
    const { measures } = readPlan(text);
    expect(measures.map((m) => [m.title, m.leadUnits, m.indicators.map((i) => i.value)])).toEqual([
      ['修好农村道路', ['县交通局'], [120, 100]],
      ['保障饮水安全', ['县水利局'], [3]],
    ]);
    expect(measures[0]?.source.map(({ start, end }) => text.slice(start, end))).toEqual([row]);
  });

  it('takes a task that has no units in the body together with its row', () => {
    const text =
      '方案\n（一）修好农村道路。修路120公里。\n（二）保障饮水安全。新建水厂3座。\n附件\n责任清单\n| 序号 | 任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n| 1 | 修好农村道路 | 县交通局 | 2024年底 |\n| 2 | 保障饮水安全 | 县水利局 | 2024年6月 |';
    const { measures } = readPlan(text);
    expect(
      measures.map((m) => [m.title, m.responsibleUnits, m.deadline.date, m.indicators.map((i) => i.value)]),
    ).toEqual([
      ['修好农村道路', ['县交通局'], '2024-12-31', [120]],
      ['保障饮水安全', ['县水利局'], '2024-06-30', [3]],
    ]);
    expect(measures.map((m) => m.source.map(({ start, end }) => text.slice(start, end).slice(0, 3)))).toEqual([
      ['（一）', '1 |'],
      ['（二）', '2 |'],
    ]);
  });

  it('takes targets that only the row states, and each target once', () => {
    const text =
      '方案\n（一）修好农村道路。修路120公里。\n责任单位：县交通局\n（二）保障饮水安全。把水通好。\n责任单位：县水利局\n附件\n责任清单\n| 序号 | 任务 | 具体措施 | 责任单位 |\n|---|---|---|---|\n| 1 | 修好农村道路 | 修路120公里，改造危桥4座 | 县交通局 |\n| 2 | 保障饮水安全 | 新建水厂3座 | 县水利局 |';
    const { measures } = readPlan(text);
    expect(measures.map((m) => [m.title, m.indicators.map((i) => i.value)])).toEqual([
      ['修好农村道路', [120, 4]],
      ['保障饮水安全', [3]],
    ]);
  });

  it('reads a table laid out with spaces', () => {
    expect(
      briefs(
        '任务分解表\n序号    任务    责任单位    配合单位    完成时限\n1    新建学校2所    县教育局    县财政局、县住建局    2021年8月\n2    修路30公里    县交通局    各乡镇    2021年10月',
      ),
    ).toEqual([
      '新建学校2所 - - 县教育局 县财政局+县住建局 - 2021-08-31',
      '修路30公里 - - 县交通局 各乡镇 - 2021-10-31',
    ]);
  });

  it('reads an HTML table with a merged cell', () => {
    expect(
      briefs(
        '<table><tr><td>序号</td><td>任务</td><td>责任单位</td></tr><tr><td>1</td><td>修路</td><td rowspan="2">县交通局</td></tr><tr><td>2</td><td>架桥</td></tr></table>',
      ),
    ).toEqual(['修路 - - 县交通局 - - none', '架桥 - - 县交通局 - - none']);
  });
});

describe('duties listed by unit', () => {
  it('makes one measure of each unit, from three on', () => {
    const list = '方案\n一、职责\n县水利局：负责水库巡查。\n县应急局：负责抢险调度。\n各乡镇人民政府：负责转移群众。';
    expect(briefs(list)).toEqual([
      '县水利局 - - 县水利局 - - none',
      '县应急局 - - 县应急局 - - none',
      '各乡镇人民政府 - - 各乡镇人民政府 - - none',
    ]);
  });
});

describe('plans that assign nobody', () => {
  const body =
    '一、总体要求\n坚持稳字当头，把事情办好办实。\n二、重点工程\n（一）产业工程\n发展特色产业，带动群众稳定增收致富。\n（二）就业工程\n开展技能培训，帮助群众就近就地就业。\n三、组织保障\n（一）加强领导\n健全工作机制，层层压实各方责任。';

  it('takes each numbered task, and no chapter on aims or organisation', () => {
    expect(briefs(`某区工作方案\n${body}`)).toEqual(['产业工程 - - - - - none', '就业工程 - - - - - none']);
  });

  it('finds nothing in a text that is no plan, and says so', () => {
    const result = readPlan('春天来了，河边的柳树发芽了。\n记者从市教育局获悉，今年新增学位3000个。');
    expect(result.measures).toEqual([]);
    expect(result.duties).toEqual([]);
    expect(result.warnings[0]?.message).toContain('没有找到措施');
  });
});
