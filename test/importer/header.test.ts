import { readPlan } from '../../importer/readPlan.ts';

const BODY = '\n为做好工作，制定本方案。\n一、措施\n（一）修路。把路修好。\n责任单位：县交通局\n完成时限：2023年底\n';

describe('the head of a document', () => {
  it('reads a covering notice with two issuers and a signed date', () => {
    const head =
      '云发〔2022〕7号\n中共云岭县委 云岭县人民政府\n关于印发《云岭县乡村建设行动实施方案（2022—2025年）》的通知\n各乡镇：\n现印发给你们。\n中共云岭县委\n云岭县人民政府\n2022年3月6日\n云岭县乡村建设行动实施方案（2022—2025年）';
    expect(readPlan(head + BODY).plan).toEqual({
      title: '云岭县乡村建设行动实施方案（2022—2025年）',
      documentNumber: '云发〔2022〕7号',
      issuers: ['中共云岭县委', '云岭县人民政府'],
      issuedOn: '2022-03-06',
      periodStart: '2022-01-01',
      periodEnd: '2025-12-31',
    });
  });

  it('reads a title over two lines, a date in brackets, and issuers in the title', () => {
    const head = '中共云岭县委 云岭县人民政府 关于推进乡村\n全面振兴的实施意见\n（2022年6月2日）';
    expect(readPlan(head + BODY).plan).toMatchObject({
      title: '中共云岭县委 云岭县人民政府关于推进乡村全面振兴的实施意见',
      issuers: ['中共云岭县委', '云岭县人民政府'],
      issuedOn: '2022-06-02',
    });
  });

  it('reads a covering notice that a recogniser has broken over two lines', () => {
    const head =
      '云发【2022] 7号\n中共云岭县委云岭县人民政府关于印发云岭县乡村建设行动实施方案\n的通知\n各乡镇：\n现印发给你们。';
    expect(readPlan(head + BODY).plan).toMatchObject({
      title: '云岭县乡村建设行动实施方案',
      documentNumber: '云发【2022]7号',
      issuers: ['中共云岭县委', '云岭县人民政府'],
    });
  });

  it('takes the date of printing from the footer and the last deadline for the end', () => {
    const { plan } = readPlan(`云岭县修路方案${BODY}中共云岭县委办公室\n2022年11月18日印发`);
    expect(plan).toMatchObject({ issuedOn: '2022-11-18', periodStart: null, periodEnd: '2023-12-31' });
  });

  it('reads the signature where the notice names nobody', () => {
    const head =
      '云扶组发〔2020〕8号\n关于印发《云岭县十条意见》的通知\n各镇：\n请贯彻落实。\n云岭县扶贫开发领导小组\n2020年3月16日\n云岭县十条意见';
    expect(readPlan(head + BODY).plan.issuers).toEqual(['云岭县扶贫开发领导小组']);
  });

  it('reads a period on a line of its own below the title', () => {
    expect(
      readPlan(`某县政府办公室印发《某县修路行动计划》的通知\n某县修路行动计划\n（2022—2024年）${BODY}`).plan,
    ).toMatchObject({
      title: '某县修路行动计划（2022—2024年）',
      issuers: ['某县政府办公室'],
      periodStart: '2022-01-01',
      periodEnd: '2024-12-31',
    });
  });

  it('falls back on what a site prints above the document', () => {
    const head =
      '| 索 引 号 | 640324017/2026-00009 | 发文时间 | 2025-06-18 |\n| 发布机构 | 云岭县农业农村局 | 文 号 | 云农发〔2025〕3号 |\n| 标 题: | 云岭县收官行动方案 | |\n';
    expect(readPlan(head + BODY).plan).toMatchObject({
      title: '云岭县收官行动方案',
      documentNumber: '云农发〔2025〕3号',
      issuers: ['云岭县农业农村局'],
      issuedOn: '2025-06-18',
    });
  });

  it('does not take a number quoted in the text for its own', () => {
    expect(
      readPlan(`云岭县修路方案\n根据《省里的办法》（省发〔2018〕16号）精神，制定本方案。${BODY}`).plan.documentNumber,
    ).toBeNull();
  });

  it.each([
    ['自2023年5月起至2024年3月底开展集中整治。', '2023-05-01', '2024-03-31'],
    ['决定从2月10日至5月20日在全县开展百日会战。', '2023-02-10', '2023-05-20'],
    ['决定从即日起至2023年10月，在全县开展专项整治。', null, '2023-10-31'],
    ['用三年时间，到2026年，各项指标达到全省平均水平。', null, '2026-12-31'],
    ['2024年起5年内，建成高标准农田30万亩。', '2024-01-01', '2028-12-31'],
    ['用三年时间（2023—2025年），各项指标达到全省平均水平。', '2023-01-01', '2025-12-31'],
    ['到2026年，各项指标达到全省平均水平。', null, null],
  ])('reads the period from the aims: %s', (aim, periodStart, periodEnd) => {
    const text = `云岭县整治行动方案\n2023年1月6日\n一、工作目标\n${aim}\n二、措施\n（一）修路。把路修好。（县交通局负责）\n`;
    expect(readPlan(text).plan).toMatchObject({ periodStart, periodEnd });
  });

  it('reads the period from the first to the last of the stages', () => {
    const stages =
      '三、实施步骤\n（一）动员阶段（2022年11月1日至11月15日）。召开动员会。\n（二）攻坚阶段（2022年11月16日至2023年9月30日）。逐案化解。\n（三）总结阶段（10月1日至12月31日）。开展评估。';
    const text = `云岭县化解方案\n一、目标\n全部化解。\n二、措施\n（一）建账。逐件建账。（县信访局负责）\n${stages}`;
    expect(readPlan(text).plan).toMatchObject({ periodStart: '2022-11-01', periodEnd: '2023-12-31' });
  });

  it('takes the year of the report that a division of its tasks is for', () => {
    const text =
      '关于印发《政府工作报告》主要任务责任分解的通知\n各乡镇：\n2024年《政府工作报告》已经审议通过，现印发给你们。\n一、目标\n1.收入增长6%。（县财政局负责）\n2.投资增长8%。（县发改局负责）';
    expect(readPlan(text).plan).toMatchObject({
      title: '《政府工作报告》主要任务责任分解',
      periodStart: '2024-01-01',
      periodEnd: '2024-12-31',
    });
  });

  it('gives opinions and decisions no end by their aims', () => {
    const text =
      '关于加强保护的实施意见\n一、目标任务\n到2027年，保护面积达到9万亩。\n二、措施\n（一）巡查。每月巡查。（县林业局负责）';
    expect(readPlan(text).plan.periodEnd).toBeNull();
  });

  it('takes a notice that is the plan itself by its own title', () => {
    const head =
      '云岭县教育局关于做好2024年控辍保学工作的通知\n云教发〔2024〕8号\n各中小学校：\n现就有关工作通知如下：';
    expect(readPlan(head + BODY).plan).toMatchObject({
      title: '云岭县教育局关于做好2024年控辍保学工作的通知',
      issuers: ['云岭县教育局'],
      periodEnd: '2024-12-31',
    });
  });

  it('reads who signs at the end, a number with a gap behind it, and how long the plan holds', () => {
    const text = `云岭县根治欠薪专项行动任务分解\n云薪办〔2023〕4号　　　　2023-11-10 09:20　来源：云岭网　点击数：88${BODY.replace('完成时限：2023年底\n', '')}本方案有效期至2025年6月30日。\n云岭县根治欠薪工作领导小组办公室\n2023年11月8日\n（联系人：祁某）`;
    expect(readPlan(text).plan).toEqual({
      title: '云岭县根治欠薪专项行动任务分解',
      documentNumber: '云薪办〔2023〕4号',
      issuers: ['云岭县根治欠薪工作领导小组办公室'],
      issuedOn: '2023-11-08',
      periodStart: null,
      periodEnd: '2025-06-30',
    });
  });

  it('reads the days under a heading on time', () => {
    const text =
      '云岭县夏季整治方案\n2024年6月1日\n一、行动时间\n2024年6月25日至9月30日。\n二、措施\n（一）巡逻。加强巡逻。（县公安局负责）\n（二）清查。开展清查。（县公安局负责）';
    expect(readPlan(text).plan).toMatchObject({ periodStart: '2024-06-25', periodEnd: '2024-09-30' });
  });

  it('takes issuers on the line above 关于… for a part of the title, and the day of adoption for the date', () => {
    const head =
      '中共云岭县委 云岭县人民政府\n关于推进殡葬改革的决定\n（2022年3月25日中共云岭县委全体会议通过）\n云委发〔2022〕9号';
    expect(readPlan(head + BODY).plan).toMatchObject({
      title: '中共云岭县委 云岭县人民政府关于推进殡葬改革的决定',
      documentNumber: '云委发〔2022〕9号',
      issuedOn: '2022-03-25',
    });
  });

  it('reads fields of a public site that stand on one line', () => {
    const head =
      '发布机构: 云岭县人民政府 主题分类: 综合政务 / 通知\n名称: 云岭县人民政府关于分解落实目标任务的通知 文号: 云政〔2023〕1号\n成文日期: 2023-01-30 公开方式: 主动公开\n';
    expect(readPlan(`${head}一、任务\n1.新建学校。\n责任单位：县教育局`).plan).toMatchObject({
      title: '云岭县人民政府关于分解落实目标任务的通知',
      documentNumber: '云政〔2023〕1号',
      issuedOn: '2023-01-30',
    });
  });

  it('reads a title that only a full stop parts from the text', () => {
    const title = (text: string): string => readPlan(text).plan.title;
    const rest = '1.给予补贴500万元。责任单位：市财政局。2.新建学校。责任单位：市教育局。';
    expect(title(`关于支持招商引资的十条意见。为落实部署，提出以下意见。${rest}`)).toBe('关于支持招商引资的十条意见');
    expect(title(`为落实部署，现制定本方案。${rest}`)).toBe('');
  });

  it.each([
    ['本意见自2023年10月1日起施行，有效期5年。', '2023-10-01', '2028-09-30'],
    ['本办法自2024年1月1日起实施，有效期三年。', '2024-01-01', '2026-12-31'],
  ])('reads how many years it holds: %s', (words, periodStart, periodEnd) => {
    const text = `关于推进改造的实施意见${BODY.replace('完成时限：2023年底\n', '')}${words}`;
    expect(readPlan(text).plan).toMatchObject({ periodStart, periodEnd });
  });
});
