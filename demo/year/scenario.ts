import type { Conduct, Day, Decision, OpenEscalation, OpenItem } from './conduct.ts';

/*
 * The year of the demonstration plan, as a table of who does what when. All that is not listed is done in time.
 */

export const SILENT_UNIT = '县供电公司';
/** Hands in its sheets, and never a word for the measures of others. */
const CONTRIBUTES_NOTHING = '县供销社';
const TOWNSHIPS = ['禾源镇', '石滩镇', '青岗镇', '柳溪乡', '云台乡', '麦坪乡'];

/** Days on which those who are in time hand in: before the first reminder, which is seven working days before the due day. */
const IN_TIME: Record<string, Day> = {
  SIGN: '2019-12-04',
  CONFIRM: '2019-12-04',
  PLAN: '2019-12-18',
  'REPORT 2020-MID': '2020-06-16',
  'SHEET 2020-MID': '2020-06-16',
  'REPORT 2020-END': '2020-12-15',
  'SHEET 2020-END': '2020-12-15',
  COMPLETE: '2020-12-15',
};

/** Townships only contribute; they hand in their sheets after the first reminder. */
const TOWNSHIP_SHEETS: Record<string, Day> = { '2020-MID': '2020-06-22', '2020-END': '2020-12-24' };

interface Late {
  unit: string;
  kind: string;
  period?: string;
  /** Only this measure; without it, whatever the unit has of the kind. */
  measure?: string;
  workingDaysLate: number;
  on: Day;
}

export const LATE: readonly Late[] = [
  { unit: '县教育局', kind: 'SIGN', workingDaysLate: 2, on: '2019-12-11' },
  { unit: '县残联', kind: 'CONFIRM', workingDaysLate: 3, on: '2019-12-12' },
  { unit: '县林业和草原局', kind: 'PLAN', workingDaysLate: 6, on: '2020-01-08' },
  { unit: '县城市管理局', kind: 'SHEET', period: '2020-MID', workingDaysLate: 2, on: '2020-07-02' },
  { unit: '县交通运输局', kind: 'REPORT', period: '2020-MID', workingDaysLate: 8, on: '2020-07-10' },
  { unit: '县交通运输局', kind: 'SHEET', period: '2020-MID', workingDaysLate: 8, on: '2020-07-10' },
  {
    ...{ unit: '县委组织部', kind: 'REPORT', period: '2020-MID', measure: '驻村力量不撤' },
    ...{ workingDaysLate: 12, on: '2020-07-16' },
  },
  { unit: '麦坪乡', kind: 'SHEET', period: '2020-END', workingDaysLate: 3, on: '2021-01-06' },
  { unit: '县民政局', kind: 'COMPLETE', workingDaysLate: 6, on: '2021-01-11' },
];

/** Reports that the office returns once, and when the new round is handed in. */
export const RETURNED = [
  {
    ...{ unit: '县农业农村局', measure: '稳固人居环境', period: '2020-MID', again: '2020-06-22' },
    reason: '未写明改厕户数和保洁人员到岗情况，请补充数据后重报',
  },
  {
    ...{ unit: '县住房和城乡建设局', measure: '稳固住房安全', period: '2020-END', again: '2020-12-23' },
    ...{ reason: '旧房复垦面积与台账不一致，请核实后重报', dueOn: '2020-12-25' },
  },
] as const;

/** When what was handed in on a day is judged, by the office or by the leader who stands in for it. */
const JUDGED: Record<Day, Day> = {
  '2020-06-16': '2020-06-18',
  '2020-06-22': '2020-06-24',
  '2020-07-10': '2020-07-14',
  '2020-07-16': '2020-07-20',
  '2020-12-15': '2020-12-18',
  '2020-12-23': '2020-12-28',
  '2021-01-11': '2021-01-14',
};

/** After the assessment of 2021-01-18 the office closes the measures that passed and their leaders approve. */
const CLOSING: Record<string, Day> = { CLOSE: '2021-01-20', APPROVE: '2021-01-22' };

interface Decided extends Decision {
  rung: string;
  /** Days on which the rung was reached, and the kind of item where it matters. */
  reached: Day;
  kind?: string;
}

const LEADER_AGREES = '到期多日未报，同意约谈该单位主要负责人';
const DECISIONS: readonly Decided[] = [
  // One of the two orders of 2020-01-07 is withdrawn before: 县林业和草原局 files on the morning of the 8th.
  { rung: 'SUPERVISE', reached: '2020-01-07', on: '2020-01-08', how: 'sign', reason: '' },
  { rung: 'SUPERVISE', reached: '2020-07-07', on: '2020-07-07', how: 'sign', reason: '' },
  { rung: 'TALK', reached: '2020-07-14', kind: 'REPORT', on: '2020-07-14', how: 'approve', reason: LEADER_AGREES },
  {
    ...{ rung: 'TALK', reached: '2020-07-14', kind: 'SHEET', on: '2020-07-14', how: 'reject' },
    reason: '与未报进展一并约谈，不另行约谈',
  },
  { rung: 'COPY', reached: '2020-07-21', on: '2020-07-22', how: 'acknowledge', reason: '纪监收〔2020〕7号' },
  {
    ...{ rung: 'REFER', reached: '2020-07-28', on: '2020-07-28', how: 'reject' },
    reason: '仅有逾期事实，尚无失职线索，暂不移送',
  },
  { rung: 'SUPERVISE', reached: '2021-01-08', on: '2021-01-08', how: 'sign', reason: '' },
  { rung: 'TALK', reached: '2021-01-15', kind: 'REPORT', on: '2021-01-15', how: 'approve', reason: LEADER_AGREES },
  { rung: 'TALK', reached: '2021-01-15', kind: 'COMPLETE', on: '2021-01-15', how: 'approve', reason: LEADER_AGREES },
  // Two working days later than the others: what follows for the sheet keeps its distance from that day.
  { rung: 'TALK', reached: '2021-01-15', kind: 'SHEET', on: '2021-01-19', how: 'approve', reason: LEADER_AGREES },
  { rung: 'COPY', reached: '2021-01-22', on: '2021-01-25', how: 'acknowledge', reason: '纪监收〔2021〕1号' },
  { rung: 'COPY', reached: '2021-01-26', on: '2021-01-29', how: 'acknowledge', reason: '纪监收〔2021〕2号' },
  {
    ...{ rung: 'REFER', reached: '2021-01-29', kind: 'REPORT', on: '2021-01-29', how: 'reject' },
    reason: '并入未办结事项一并移送',
  },
  {
    ...{ rung: 'REFER', reached: '2021-01-29', kind: 'COMPLETE', on: '2021-01-29', how: 'approve' },
    reason: '全年未签收、未报送、未办结，涉嫌不履行职责，同意移送',
  },
  { rung: 'REFER', reached: '2021-01-29', on: '2021-01-29', how: 'acknowledge', reason: '纪监收〔2021〕3号' },
];

/** The days of the table on which somebody decides, those on which items open, and those on which a copy is listed. */
const STOPS: readonly Day[] = [
  ...new Set([
    ...['2019-12-16', '2020-06-01', '2020-07-20', '2020-12-01', '2021-01-18', '2021-01-21', '2021-01-25'],
    ...DECISIONS.map((decision) => decision.on),
  ]),
].sort();

export const scenario: Conduct = {
  stops: STOPS,
  actOn(item) {
    if (item.kind in CLOSING) return CLOSING[item.kind] ?? null;
    if (item.reviews) return JUDGED[item.openedOn] ?? null;
    const unit = item.unit?.name ?? '';
    if (unit === SILENT_UNIT) return null;
    if (item.round > 1) return RETURNED.find((row) => fits(row, item, unit))?.again ?? null;
    const late = LATE.find((row) => row.kind === item.kind && fits(row, item, unit));
    if (late) return late.on;
    const period = item.period?.key ?? '';
    if (item.kind === 'SHEET' && TOWNSHIPS.includes(unit)) return TOWNSHIP_SHEETS[period] ?? null;
    return IN_TIME[`${item.kind} ${period}`.trim()] ?? null;
  },
  returned: (review) =>
    review.round === 1 && review.reviews?.kind === 'REPORT'
      ? (RETURNED.find((row) => fits(row, review, review.reviews?.unit?.name ?? '')) ?? null)
      : null,
  decide: (escalation) => DECISIONS.find((decision) => isAbout(decision, escalation)) ?? null,
  contributes: (unit) => unit !== CONTRIBUTES_NOTHING,
};

function fits(row: { unit: string; measure?: string; period?: string }, item: OpenItem, unit: string): boolean {
  const { measure = item.measureTitle, period = item.period?.key } = row;
  return row.unit === unit && measure === item.measureTitle && period === item.period?.key;
}

function isAbout({ rung, reached, kind, how }: Decided, escalation: OpenEscalation): boolean {
  if ((how === 'acknowledge') === (escalation.state === 'DRAFTED')) return false;
  return rung === escalation.rung && reached === escalation.reachedOn && (kind ?? escalation.kind) === escalation.kind;
}
