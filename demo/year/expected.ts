import type { Figures } from './figures.ts';

/*
 * What the demonstration's year must come to, worked out by hand from the plan's text (demo/plan.txt), the scenario
 * (scenario.ts) and the working days of 2020, and written down as plain numbers. Nothing here is computed by the
 * product, and nothing of it is imported.
 *
 * Working days: Monday to Friday, but for the holidays of 2020 – 1 January; 24 January to 2 February; 4 to 6 April;
 * 1 to 5 May; 25 to 27 June; 1 to 8 October – and 1 to 3 January 2021; with work on the Sundays 19 January, 26 April,
 * 28 June, 27 September and the Saturdays 9 May and 10 October.
 *
 * The plan: 17 measures, none with a lead unit, all due "2020年底" = 2020-12-31. Responsible units, which answer: one
 * in each of 15 measures, 2 in 稳固教育保障, 4 in 稳固基础设施: 15 + 2 + 4 = 21. Measure 17 names 各乡镇、各部门、各单位,
 * so every unit of the county has a part: 2 (office, discipline commission) + 28 departments + 6 townships = 36.
 * "每年年中年末…报送": two periods, 2020-MID (1 to 30 June) and 2020-END (1 to 31 December), cut off on the 15th after;
 * the year-end of 2019 opened the day before the launch and does not count. Assessment: 2021-01-16 is a Saturday, so
 * 2021-01-18.
 *
 * Due days. Signing, confirming: 5 working days after 2019-12-02 = 12-09 (3 4 5 6 9). Work plans of units: 20 = 12-30
 * (3–6, 9–13, 16–20, 23–27, 30). Work plans of measures open when all have signed: 15 on 12-04, that of 稳固教育保障 on
 * 12-11 (县教育局 signs late), that of 稳固基础设施 on 12-16 (县供电公司 is deemed to have signed); all are filed 12-18.
 *
 * Ladder of what is due 2019-12-09: nothing fires before opening + 5 working days, so both reminders fall on the due
 * day and the later is sent: 12-09. 催办 12-10. 督办 would be the 5th day, 12-16, but then it is deemed signed.
 * Of 2019-12-30: 7 before = 12-19 (27 26 25 24 23 20 19), 1 before = 12-27; overdue days 12-31, 01-02, 01-03, 01-06,
 * 01-07: 催办 12-31, 督办 2020-01-07, where work plans stop.
 * Of 2020-06-30: 7 before = 06-18 (29, Sunday 28, 24 23 22 19 18), 1 before = 06-29; overdue 07-01 02 03 06 07 | 08 09 10
 * 13 14 | 15 16 17 20 21 | 22 23 24 27 28: 催办 07-01, 督办 07-07, 约谈 07-14, 抄送 07-21 (listed 07-20), 移送 07-28.
 * Of 2020-12-31: 7 before = 12-22 (30 29 28 25 24 23 22), 1 before = 12-30; overdue 01-04 … 08 | 11 … 15 | 18 … 22 |
 * 25 … 29: 催办 01-04, 督办 01-08, 约谈 01-15, 抄送 01-22 (listed 01-21), 移送 01-29.
 */
export const expectedFigures: Figures = {
  // All but 稳固基础设施, where the silent unit failed and must rectify.
  measures: { total: 17, closed: 16 },
  units: 36,
  opened: {
    // One a measure that passed.
    APPROVE: 16,
    CLOSE: 16,
    COMPLETE: 21,
    CONFIRM: 36,
    // 36 of units and 17 of measures.
    PLAN: 53,
    // The silent unit's, after the assessment.
    RECTIFY: 1,
    // 21 answering units × 2 periods, and 2 second rounds.
    REPORT: 44,
    // One for each report handed in: mid-year 18 in time + 1 again + 2 late, year-end 20 + 1 again.
    REVIEW: 42,
    // 36 units × 2 periods.
    SHEET: 72,
    SIGN: 21,
    // 21 less the silent unit's.
    VERIFY: 20,
  },
  states: {
    // 342 in all, less those below.
    ACCEPTED: 331,
    // The silent unit's signature and confirmation.
    DEEMED: 2,
    // The silent unit's: work plan, 2 reports, 2 sheets, completion, rectification.
    OPEN: 7,
    RETURNED: 2,
  },
  // scenario.ts, LATE.
  late: { COMPLETE: 1, CONFIRM: 1, PLAN: 1, REPORT: 2, SHEET: 3, SIGN: 1 },
  // The silent unit's, but for the rectification: due 20 working days after 2021-01-18, in February.
  overdue: { COMPLETE: 1, PLAN: 1, REPORT: 2, SHEET: 2 },
  // 5 working days after 12-09: 10 11 12 13 16.
  deemed: ['县供电公司 CONFIRM 2019-12-16', '县供电公司 SIGN 2019-12-16'],
  // Mid-year: the silent unit's and that of 县委组织部, who hands in on the day after. Year-end: the silent unit's.
  unreported: 3,
  rungs: {
    // 12-19: the plans of 县供电公司 and 县林业和草原局.
    // 06-18: reports of 县供电公司, 县交通运输局, 县委组织部; sheets of the first two, 县城市管理局 and 6 townships.
    // 12-22: report of 县供电公司; sheets of it and 6 townships; completions of it and 县民政局.
    REMIND_7: { '2019-12-19': 2, '2020-06-18': 12, '2020-12-22': 10 },
    // 12-09: signatures of 县供电公司 and 县教育局, confirmations of the former and 县残联.
    // 06-29: as on 06-18 without the townships, who came on 06-22. 12-30: of the townships only 麦坪乡 is left.
    REMIND_1: { '2019-12-09': 4, '2019-12-27': 2, '2020-06-29': 6, '2020-12-30': 5 },
    URGE: { '2019-12-10': 4, '2019-12-31': 2, '2020-07-01': 6, '2021-01-04': 5 },
    // 县城市管理局 came on 07-02, 麦坪乡 on 01-06.
    SUPERVISE: { '2020-01-07': 2, '2020-07-07': 5, '2021-01-08': 4 },
    // 07-14: report and sheet of 县供电公司, report of 县委组织部. 01-15: report, sheet, completion of 县供电公司.
    TALK: { '2020-07-14': 3, '2021-01-15': 3 },
    // The talk about the year-end sheet was approved on 01-19 only: 5 working days after that is 01-26.
    COPY: { '2020-07-21': 2, '2021-01-22': 2, '2021-01-26': 1 },
    // The year-end sheet would follow 5 working days after 01-26, in February.
    REFER: { '2020-07-28': 2, '2021-01-29': 2 },
  },
  outcomes: {
    // Withdrawn: 县林业和草原局 filed on 01-08, before it was signed.
    SUPERVISE: { SENT: 10, WITHDRAWN: 1 },
    TALK: { APPROVED: 5, REJECTED: 1 },
    COPY: { ACKNOWLEDGED: 5 },
    REFER: { ACKNOWLEDGED: 1, REJECTED: 3 },
  },
  letters: {
    // Numbered when signed, year by year: 1 on 2020-01-08, 5 on 07-07; 4 on 2021-01-08.
    signed: [
      ...[
        '督办〔2020〕1号',
        '督办〔2020〕2号',
        '督办〔2020〕3号',
        '督办〔2020〕4号',
        '督办〔2020〕5号',
        '督办〔2020〕6号',
      ],
      ...['督办〔2021〕1号', '督办〔2021〕2号', '督办〔2021〕3号', '督办〔2021〕4号'],
    ],
    withdrawn: 1,
    drafts: 0,
  },
  // One a person and working day. L: liaison officer, H: head of the unit.
  digests: {
    // Launched on the 2nd, after the round: 36 L.
    '2019-12-03': 36,
    // 15 work plans of measures opened on the 4th; their units: office, 农业农村, 就业, 卫健, 住建, 民政, 宣传, 组织,
    // 协作帮扶, 纪委监委.
    '2019-12-05': 10,
    // L of 县供电公司, 县教育局, 县残联; then L and H.
    '2019-12-09': 3,
    '2019-12-10': 6,
    // Work plan of 稳固教育保障 (县教育局), opened on the 11th; of 稳固基础设施 (县水利局), opened by the round itself.
    '2019-12-12': 1,
    '2019-12-16': 1,
    // L of 县供电公司 and 县林业和草原局 twice, then L and H.
    '2019-12-19': 2,
    '2019-12-27': 2,
    '2019-12-31': 4,
    // The chief leader (a unit's work plan has no leader of its own) and the office, to sign.
    '2020-01-07': 2,
    // The order signed on the 8th: L and H of 县供电公司.
    '2020-01-09': 2,
    '2020-06-01': 36,
    // Reviews opened on the 16th: office, and 林禾川 for the office's own reports.
    '2020-06-17': 2,
    // L of 县供电公司, 县交通运输局, 县委组织部, 县城市管理局, 6 townships.
    '2020-06-18': 10,
    // Returned on the 18th: L of 县农业农村局. Handed in again on the 22nd: office.
    '2020-06-19': 1,
    '2020-06-23': 1,
    '2020-06-29': 4,
    // L and H of four units.
    '2020-07-01': 8,
    // 林禾川, 陆平畴 (for 县委组织部), office. Signed the same day: L and H of three units on the next.
    '2020-07-07': 3,
    '2020-07-08': 6,
    // The review opened on Friday the 10th: office, on Monday.
    '2020-07-13': 1,
    // 林禾川 and 陆平畴.
    '2020-07-14': 2,
    // Talks approved on the 14th: L and H of 县供电公司 and 县委组织部.
    '2020-07-15': 4,
    // The review opened on the 16th: office.
    '2020-07-17': 1,
    // Listed: office. Copied: discipline commission. To be approved: 林禾川.
    '2020-07-20': 1,
    '2020-07-21': 1,
    '2020-07-28': 1,
    '2020-12-01': 36,
    // Reviews and verifications opened on the 15th: office and 林禾川.
    '2020-12-16': 2,
    // Returned on Friday the 18th: L of 县住房和城乡建设局, on Monday. Handed in again on the 23rd: office.
    '2020-12-21': 1,
    // L of 县供电公司, 县民政局, 6 townships.
    '2020-12-22': 8,
    '2020-12-24': 1,
    // L of 县供电公司, 县民政局, 麦坪乡; then with H, of whom a township has two.
    '2020-12-30': 3,
    '2021-01-04': 7,
    // 林禾川, 方知秋 (for 县民政局), office. Signed on that Friday: L and H of two units on Monday.
    '2021-01-08': 3,
    '2021-01-11': 4,
    // The verification opened on the 11th: office.
    '2021-01-12': 1,
    '2021-01-15': 1,
    // Rectification, and the talks approved on Friday: L and H of 县供电公司. 16 measures to close: office.
    '2021-01-18': 3,
    // The talk approved on the 19th: L and H of 县供电公司.
    '2021-01-20': 2,
    // 16 approvals opened on the 20th: all 9 leaders. Listed: office.
    '2021-01-21': 10,
    '2021-01-22': 1,
    '2021-01-25': 1,
    '2021-01-26': 1,
    // To be approved: 林禾川. What he approves on this Friday reaches the commission by mail on Monday, after the end.
    '2021-01-29': 1,
  },
  // 65 in 2019, 137 in 2020, 35 in January 2021; no two share a Message-ID.
  messageIds: 237,
  listed: [
    '2020-07-20 县供电公司 REPORT → 2020-07-21',
    '2020-07-20 县供电公司 SHEET → 2020-07-21',
    '2021-01-21 县供电公司 COMPLETE → 2021-01-22',
    '2021-01-21 县供电公司 REPORT → 2021-01-22',
    '2021-01-25 县供电公司 SHEET → 2021-01-26',
  ],
  // Supporting parts by measure, in the plan's order, a unit counted once in each (members of the groups: 9 成员单位,
  // 6 townships, 4 联点帮扶单位, 4 项目实施单位, everybody): 15 + 4 + 5 + 6 + 9 + 13 + 6 + 12 + 6 + 7 + 4 + 6 + 7 + 6 + 10 + 15
  // + 35 = 166; less 1 of the silent unit (the last measure) and 2 of 县供销社 (产业增收 and the last).
  inputs: { '2020年年末': 163, '2020年年中': 163 },
  withoutInput: ['县供电公司', '县供销社'],
  scored: 21,
  // Out of 100. Deductions: signed late 2, deemed 5; reported late 5, after the cut-off 10, never 20; returned 2;
  // completed late 10, never 30; of each obligation the highest rung that was not lifted: 催办 1, 督办 3, 约谈 6, 抄送 10.
  scores: {
    // 5 + 1 (signature), 20 + 10 (mid-year: the referral was rejected), 20 + 6 (year-end), 30 + 6 (completion).
    '县供电公司 稳固基础设施': 2,
    '县教育局 稳固教育保障': 97,
    '县交通运输局 稳固基础设施': 92,
    '县委组织部 驻村力量不撤': 84,
    '县民政局 稳固兜底救助': 87,
    '县农业农村局 稳固人居环境': 98,
    '县住房和城乡建设局 稳固住房安全': 98,
  },
};

/** The rungs of each obligation of the unit that never answers. */
export const expectedLadder: Record<string, string[]> = {
  SIGN: ['REMIND_1 2019-12-09', 'URGE 2019-12-10'],
  CONFIRM: ['REMIND_1 2019-12-09', 'URGE 2019-12-10'],
  PLAN: ['REMIND_7 2019-12-19', 'REMIND_1 2019-12-27', 'URGE 2019-12-31', 'SUPERVISE 2020-01-07'],
  'REPORT 2020-MID': [
    ...['REMIND_7 2020-06-18', 'REMIND_1 2020-06-29', 'URGE 2020-07-01', 'SUPERVISE 2020-07-07'],
    ...['TALK 2020-07-14', 'COPY 2020-07-21', 'REFER 2020-07-28'],
  ],
  'SHEET 2020-MID': [
    ...['REMIND_7 2020-06-18', 'REMIND_1 2020-06-29', 'URGE 2020-07-01', 'SUPERVISE 2020-07-07'],
    ...['TALK 2020-07-14', 'COPY 2020-07-21', 'REFER 2020-07-28'],
  ],
  'REPORT 2020-END': [
    ...['REMIND_7 2020-12-22', 'REMIND_1 2020-12-30', 'URGE 2021-01-04', 'SUPERVISE 2021-01-08'],
    ...['TALK 2021-01-15', 'COPY 2021-01-22', 'REFER 2021-01-29'],
  ],
  'SHEET 2020-END': [
    ...['REMIND_7 2020-12-22', 'REMIND_1 2020-12-30', 'URGE 2021-01-04', 'SUPERVISE 2021-01-08'],
    ...['TALK 2021-01-15', 'COPY 2021-01-26'],
  ],
  COMPLETE: [
    ...['REMIND_7 2020-12-22', 'REMIND_1 2020-12-30', 'URGE 2021-01-04', 'SUPERVISE 2021-01-08'],
    ...['TALK 2021-01-15', 'COPY 2021-01-22', 'REFER 2021-01-29'],
  ],
  RECTIFY: [],
};
