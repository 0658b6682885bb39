import { readPlan } from '../../importer/readPlan.ts';

const wrap = (body: string): string =>
  `某县方案\n一、措施\n（一）某事。${body}\n责任单位：县某局\n二、保障\n（一）要求。`;

describe('indicators', () => {
  const indicators = (body: string): string[] =>
    readPlan(wrap(body)).measures.flatMap((m) =>
      m.indicators.map(
        (i) =>
          `${i.comparator} ${i.value}${i.valueTo === null ? '' : `-${i.valueTo}`} ${i.unit} ${i.period ?? '-'} ${i.by ?? '-'}`,
      ),
    );

  it.each([
    ['每年开展培训 4000 人次以上。', ['>= 4000 人次 year -']],
    ['2020 年新设岗位 800 个。', ['= 800 个 - 2020-12-31']],
    ['每村至少有 3-5 个岗位。', ['range 3-5 个 - -']],
    ['自付比例不超过10%。', ['<= 10 % - -']],
    ['比例控制在10%以内。', ['<= 10 % - -']],
    ['到2025年，建成基站27万个。', ['= 27 万个 - 2025-12-31']],
    ['设立总规模不少于100亿元的基金。', ['>= 100 亿元 - -']],
    ['每户都有一项产业。', ['= 1 项 - -']],
    ['每年提升1.5万以上农村人口的饮水保障。', ['>= 1.5 万人 year -']],
    ['2018—2020年，完成20个卫生室改造。', ['= 20 个 - 2020-12-31']],
    ['报销比例达到80%~85%。', ['range 80-85 % - -']],
    ['完成安置396户1504人，入住率达100%。', ['= 396 户 - -', '= 1504 人 - -', '>= 100 % - -']],
    ['完成两个项目。', ['= 2 个 - -']],
    ['储备沙袋10万条、石料500立方米、快艇12艘。', ['= 10 万条 - -', '= 500 立方米 - -', '= 12 艘 - -']],
    ['县城电站装机容量60兆瓦。', ['= 60 兆瓦 - -']],
    ['招聘教师90名，其中音乐教师不少于20名。', ['= 90 名 - -', '>= 20 名 - -']],
    ['办理时限压减50%以上。', ['>= 50 % - -']],
    ['电子证照应用不少于150类。', ['>= 150 类 - -']],
    ['每户实现1人以上就业。', ['>= 1 人 - -']],
    ['素养水平达到23%以上或持续提升。', ['>= 23 % - -']],
    ['降尘量控制在6吨/月·平方公里以内。', ['<= 6 吨/月·平方公里 - -']],
    ['平均浓度不高于28微克/立方米。', ['<= 28 微克/立方米 - -']],
    ['检查车辆不少于260辆次。', ['>= 260 辆次 - -']],
    ['利用系数提高到0.61。', ['= 0.61  - -']],
    ['接报后20日内完成核查。', ['<= 20 日 - -']],
    ['购置设备52台（套）。', ['= 52 台(套) - -']],
    ['对9座危桥实施改造。', ['= 9 座 - -']],
    ['将9个事项整合为1个环节。', ['= 9 个 - -', '= 1 个 - -']],
    ['自付费用超过8000元的，纳入监测。', []],
    ['全年开行专车120趟次。', ['= 120 趟次 year -']],
    ['危房60日内开工改造。', ['<= 60 日 - -']],
    ['将收益的40%以上用于公益事业。', ['>= 40 % - -']],
    ['选拔100名正职人才、200名副职人才。', ['= 100 名 - -', '= 200 名 - -']],
    ['实施重点项目46个，其中新开工项目18个，竣工项目12个。', ['= 46 个 - -', '= 18 个 - -', '= 12 个 - -']],
    ['建设住房，其中保障房占60%以上。', ['>= 60 % - -']],
    ['一般问题10个工作日内解决到位。', ['<= 10 个工作日 - -']],
    ['14座污水处理站全部正常运行。', ['= 14 座 - -']],
    ['每年开展银企对接不少于4次。', ['>= 4 次 year -']],
  ])('reads %s', (body, expected) => {
    expect(indicators(body)).toEqual(expected);
  });

  it('reads bare numbers in a column that says what it counts, but not what is spent', () => {
    const [measure] = readPlan(
      '目标任务表\n乡镇\t责任单位\t到位资金（亿元）\t总投资（万元）\t亿元以上项目（个）\n大泉镇\t大泉镇政府\t1.5\t800\t2',
    ).measures;
    expect(measure?.indicators.map((i) => `${i.text} ${i.value} ${i.unit}`)).toEqual([
      '到位资金1.5亿元 1.5 亿元',
      '亿元以上项目2个 2 个',
    ]);
  });

  it('reads targets that stand in the heading itself', () => {
    const [measure] = readPlan(
      '分工方案\n一、目标\n1.新增企业100家，投入占比达到2.5%。（责任单位：市科技局）',
    ).measures;
    expect(measure?.indicators.map((i) => `${i.value}${i.unit}`)).toEqual(['100家', '2.5%']);
  });

  it.each([
    '落实“123”机制和“六个精准”。',
    '落实20条措施。',
    '推进三年行动。',
    '项目涉及11个乡镇、453个项目。',
    '紧盯3183户困难户。',
    '支持30户以上自然村通路。',
    '按照2017年第15号文件执行。',
    '实现网络全覆盖。',
    '对46座水库、218公里堤防开展拉网式排查。',
    '总投资6800万元。',
    '对缺席3次以上的进行提醒。',
    '对入住率达到70%的，给予补贴。',
    '对用药超6万元的参保人员逐人核查。',
    '排查6座以上面包车。',
    '对10千伏及以上线路开展排查。',
    '每月至少召开1次专题会议。',
    '各村每周开展1次矛盾纠纷排查。',
    '每年组织视察不少于1次。',
    '装备配套率仅为82%。',
    '对每小时35蒸吨以上锅炉实施超低排放改造。',
    '建筑面积5万平方米以上的工地全部安装监控。',
    '全县8个处理站有5个闲置。\n整改措施：加强运行管理。',
  ])('finds none in %s', (body) => {
    expect(indicators(body)).toEqual([]);
  });
});

describe('duties', () => {
  const duties = (sentence: string): string[] =>
    readPlan(`${wrap('办好。')}${sentence}`).duties.map(
      (d) => `${d.cadence} ${d.timesPerPeriod} ${d.kind} ${d.who.join('+') || '-'} ${d.to ?? '-'} ${d.due ?? '-'}`,
    );

  it('reads a numbered sentence without its number', () => {
    const text = `${wrap('办好。')}工作要求：\n五、各牵头单位每月5日前将上月任务进展报县乡村振兴局。`;
    expect(readPlan(text).duties.map((d) => d.text)).toEqual(['各牵头单位每月5日前将上月任务进展报县乡村振兴局']);
  });

  it.each([
    ['县长：每季度主持召开一次专题会议。', ['quarterly 1 meeting 县长 - -']],
    ['各乡镇每年年中年末向县政府办公室报送落实情况。', ['semiannual 1 report 各乡镇 县政府办公室 -']],
    ['领导小组每月召开一次会议，研究并解决问题。', ['monthly 1 meeting 领导小组 - -']],
    ['县级领导每季度走访联系村不少于2次。', ['quarterly 2 visit 县级领导 - -']],
    ['各乡镇行动方案须于2018年11月25日前报送县政府办公室。', ['once 1 plan 各乡镇 县政府办公室 2018-11-25']],
    ['各部门、各单位要结合实际制定具体方案。', ['once 1 plan 各部门+各单位 - -']],
    ['重要情况及时向县委、县政府报告。', ['asNeeded 1 report - 县委、县政府 -']],
    ['县政府办公室将工作开展情况，一并纳入年终考核范围。', ['yearly 1 assessment 县政府办公室 - -']],
    ['各牵头单位要于每月5日前将进展情况报县政府督查室。', ['monthly 1 report 各牵头单位 县政府督查室 -']],
    ['每两年开展一次评估。', ['yearly 1 assessment - - -']],
    ['各乡镇于每年12月10日前报送年度总结。', ['yearly 1 report 各乡镇 - -']],
    ['专班每半月召开一次碰头会。', ['monthly 2 meeting 专班 - -']],
    ['实行旬报制度。', ['monthly 3 report - - -']],
    ['每日报告工作动态。', ['weekly 7 report - - -']],
    ['实行月报制度，各单位25日前报送进展情况。', ['monthly 1 report - - -']],
    ['半年开展一次“回头看”。', ['semiannual 1 visit - - -']],
    ['各牵头单位分别于每年7月10日和次年1月10日前将情况报县发改局。', ['semiannual 1 report 各牵头单位 县发改局 -']],
    ['到2025年12月底前完成终期评估。', ['once 1 assessment - - 2025-12-31']],
    ['遇有突发情况第一时间上报县委、县政府。', ['asNeeded 1 report - 县委、县政府 -']],
    ['县级河长每季度巡河不少于2次。', ['quarterly 2 other 县级河长 - -']],
    ['竣工后10个工作日内组织验收。', ['asNeeded 1 other - - -']],
    [
      '实行一月一调度、一季一通报、一年一考核。',
      ['monthly 1 meeting - - -', 'quarterly 1 report - - -', 'yearly 1 assessment - - -'],
    ],
    [
      '实行“周调度、月通报、季考核”机制。',
      ['weekly 1 meeting - - -', 'monthly 1 report - - -', 'quarterly 1 assessment - - -'],
    ],
    ['县教育局每学期开展1次督导检查。', ['semiannual 1 visit 县教育局 - -']],
    ['11月10日前，各乡镇向县安委办报送总结报告。', ['once 1 report 各乡镇 县安委办 -']],
    ['分管副县长每半个月主持召开一次调度会。', ['monthly 2 meeting 分管副县长 - -']],
    ['7月15日前、12月5日前分别报送半年和全年工作总结。', ['semiannual 1 report - - -']],
    ['遇有暴雨，县气象局提前12小时发布预警信息。', ['asNeeded 1 warning 县气象局 - -']],
    ['发现重大隐患48小时内报告县安委办。', ['asNeeded 1 report - 县安委办 -']],
    ['对村级检查每两个月通报一次。', ['asNeeded 1 report - - -']],
    ['县督查考核办每季度开展一次督查。', ['quarterly 1 visit 县督查考核办 - -']],
  ])('reads %s', (sentence, expected) => {
    expect(duties(sentence)).toEqual(expected);
  });

  it('takes the year of a day without one from the document', () => {
    const text = `某县2024年方案\n一、措施\n（一）某事。办好。\n责任单位：县某局\n二、要求\n请各单位于4月15日前将工作方案报县发改局。`;
    expect(readPlan(text).duties.map((d) => [d.cadence, d.due, d.to])).toEqual([['once', '2024-04-15', '县发改局']]);
  });

  it('reads numbered sentences that look like headings, and text that follows a bracket without a mark', () => {
    const items = `${wrap('办好。')}\n1.成立专班，每季度召开一次推进会。\n2.各乡镇年度撰写调研报告不少于2篇。`;
    expect(readPlan(items).duties.map((d) => d.cadence)).toEqual(['quarterly', 'yearly']);
    const line =
      '某县方案 一、任务 1.修路。修好。（县交通局负责） 2.通水。通好。（县水利局负责） 二、工作要求 各单位每月底前报送工作信息。';
    expect(readPlan(line).duties.map((d) => d.text)).toEqual(['各单位每月底前报送工作信息']);
  });

  it('keeps the place in the document', () => {
    const text = `${wrap('办好。')}各乡镇每月向县政府办公室报送进展。`;
    const [duty] = readPlan(text).duties;
    expect(duty && text.slice(duty.start, duty.end)).toBe('各乡镇每月向县政府办公室报送进展');
  });
});

describe('assessment and escalation', () => {
  it('reads subject, weight and use', () => {
    const { assessment } = readPlan(`${wrap('办好。')}将各乡镇工作开展情况纳入年度综合考核，占考核总分的5%。`);
    expect(assessment).toMatchObject([{ subject: '各乡镇', weightPercent: 5, usedFor: '年度综合考核' }]);
  });

  it('reads what happens to those who fail', () => {
    const { escalation } = readPlan(`${wrap('办好。')}对工作推进不力的单位予以通报，情节严重的约谈主要负责人。`);
    expect(escalation.map((e) => e.action)).toEqual(['通报', '约谈']);
    expect(escalation[0]?.trigger).toBe('工作推进不力的单位');
  });

  it.each([
    ['连续两次排名末位的乡镇，主要领导作表态发言。', '检讨'],
    ['逾期未完成的，下发督办函。', '督办'],
    ['对进度滞后超过30天的亮“黄牌”。', '督办'],
    ['对履职不到位的干部予以提醒谈话。', '提醒'],
    ['逾期仍未整改的，提级督办。', '督办'],
    ['占用比例超过8%的乡镇，暂停其用地审批。', 'other'],
    ['连续两年末位的，对主要领导予以组织调整。', 'other'],
  ])('reads %s', (sentence, action) => {
    expect(readPlan(`${wrap('办好。')}${sentence}`).escalation.map((e) => e.action)).toEqual([action]);
  });

  it.each([
    ['对进度滞后的乡镇，由县委督查室下发督办通知书。', '进度滞后的乡镇', '县委督查室'],
    ['情节严重的，移交县纪委监委处理。', '情节严重', null],
    ['对未达标的扣减年度专项资金。', '未达标', null],
    ['连续两次排名后两位的乡镇，由县政府分管领导约谈主要负责人。', '连续两次排名后两位', '县政府分管领导'],
  ])('reads when and by whom in %s', (sentence, trigger, by) => {
    const { escalation } = readPlan(
      `${wrap('办好。').replace('责任单位：县某局', '责任单位：县某局、县某办')}${sentence}`,
    );
    expect(escalation.map((e) => [e.trigger, e.by])).toEqual([[trigger, by]]);
  });

  it.each([
    ['权重为12%，由县发改局负责评分。', 12],
    ['完成情况列入领导干部考察内容。', null],
    ['得分按15%计入单位年度绩效考核。', 15],
    ['把整治成效列为领导班子考核内容。', null],
    ['考核实行百分制，任务完成情况占60分。', null],
    ['完成情况作为乡镇综合考核的重要内容。', null],
  ])('reads %s', (sentence, weight) => {
    const { assessment } = readPlan(`${wrap('办好。')}${sentence}`);
    expect(assessment.map((a) => a.weightPercent)).toEqual([weight]);
  });

  it('does not take praise for a threat', () => {
    expect(readPlan(`${wrap('办好。')}对成绩突出的单位予以通报表扬。`).escalation).toEqual([]);
  });
});
