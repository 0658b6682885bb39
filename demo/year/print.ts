import { type Counts, type Figures, sum } from './figures.ts';

export interface Cost {
  seconds: number;
  yearSeconds: number;
  megabytes: number | null;
  megabytesNow: number | null;
  megabytesPeak: number | null;
}

const RUNGS = ['REMIND_7', 'REMIND_1', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'];

const list = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

const closedStates = ['ACCEPTED', 'RETURNED', 'DEEMED', 'CANCELLED'];

/** The year as a table for a person. */
export function printFigures(figures: Figures, cost: Cost): void {
  const { inputs, scored, scores } = figures;
  const { measures, units, opened, states, late, overdue, deemed, unreported, rungs, outcomes, letters } = figures;
  const closed = closedStates.reduce((total, state) => total + (states[state] ?? 0), 0);
  const megabytes = (value: number | null) => (value === null ? 'not measured' : `${value} MB`);
  const rows: [string, string | number, string?][] = [
    ['措施 measures', measures.total, `${measures.closed} closed`],
    ['单位 units', units],
    ['事项 work items opened', sum(opened), list(opened)],
    ['　办结 closed', closed, list(states)],
    ['　迟报 handed in late', sum(late), list(late)],
    ['　逾期未办 open and overdue', sum(overdue), list(overdue)],
    ['　视为签收 deemed', deemed.length, deemed.join('; ')],
    ['　未报 marked unreported at the cut-off', unreported],
    ...RUNGS.map((rung): [string, number, string] => [
      `升级 rung ${rung}`,
      sum(rungs[rung] ?? {}),
      outcomes[rung] ? list(outcomes[rung]) : '',
    ]),
    ['督办单 orders signed', letters.signed.length, `${letters.withdrawn} withdrawn, ${letters.drafts} drafts`],
    ['邮件 digests mailed', sum(figures.digests), `${Object.keys(figures.digests).length} days`],
    ['抄送移送 escalations to the discipline commission', sum(rungs.COPY ?? {}) + approved(outcomes.REFER ?? {})],
    ['意见 inputs to the measures of others', sum(inputs), list(inputs)],
    ['考核 scored', scored, list(scores)],
    ['用时 elapsed', `${cost.seconds} s`, `${cost.yearSeconds} s of them the year itself`],
    [
      '内存 API and worker together',
      megabytes(cost.megabytes),
      `at the end ${megabytes(cost.megabytesNow)}; highest of each since its start added up ${megabytes(cost.megabytesPeak)}`,
    ],
  ];
  for (const [name, value, more = ''] of rows) console.log(`${name}\t${value}\t${more}`.trimEnd());
}

function approved(referrals: Counts): number {
  return (referrals.APPROVED ?? 0) + (referrals.ACKNOWLEDGED ?? 0);
}
