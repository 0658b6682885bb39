import type { Session } from './client.ts';
import type { Day } from './conduct.ts';
import type { Seen } from './play.ts';

/** Number by name or by day. */
export type Counts = Record<string, number>;

/** What a year came to, as the public API tells it at the end. */
export interface Figures {
  measures: { total: number; closed: number };
  units: number;
  /** Work items by kind, every round counted. */
  opened: Counts;
  states: Counts;
  /** Items handed in late, by kind. */
  late: Counts;
  /** Items still open and late, by kind. */
  overdue: Counts;
  /** `unit kind day` of each item that closed because nobody signed. */
  deemed: string[];
  /** Reports marked 未报 at a cut-off. */
  unreported: number;
  /** Rungs reached, by rung and day. */
  rungs: Record<string, Counts>;
  /** State of what was drafted or sent, by rung. */
  outcomes: Record<string, Counts>;
  letters: { signed: string[]; withdrawn: number; drafts: number };
  /** Digests that arrived, by the business day in their subject. */
  digests: Counts;
  /** Digests with a Message-ID of their own. */
  messageIds: number;
  /** `day unit kind → day it goes out` of copies seen listed to the office. */
  listed: string[];
  /** Inputs to the measures of others, by name of the period. */
  inputs: Counts;
  /** Units with a supporting part that gave no input at all. */
  withoutInput: string[];
  /** Entries of the assessment, and those that are not full, by unit and measure. */
  scored: number;
  scores: Counts;
}

interface Item {
  id: string;
  kind: string;
  state: string;
  unit: { name: string } | null;
  measureTitle: string | null;
  period: { key: string } | null;
  late: boolean;
  submittedOn: Day | null;
  closedOn: Day | null;
  unreported: boolean;
}

interface MeasureDetail {
  title: string;
  supportingUnits: { name: string }[];
  inputs: { unit: { name: string }; period: string }[];
  scores: { unit: { name: string }; year: string; score: number }[];
}

const FULL_SCORE = 100;

interface Escalation {
  rung: string;
  workItemId: string;
  unit: { name: string } | null;
  kind: string;
  reachedOn: Day;
  state: string;
}

function countBy<T>(rows: readonly T[], name: (row: T) => string): Counts {
  const counts: Counts = {};
  for (const row of [...rows].sort((a, b) => name(a).localeCompare(name(b)))) {
    counts[name(row)] = (counts[name(row)] ?? 0) + 1;
  }
  return counts;
}

function groupCounts(rows: readonly Escalation[], name: (row: Escalation) => string): Record<string, Counts> {
  const rungs = [...new Set(rows.map((row) => row.rung))];
  return Object.fromEntries(
    rungs.map((rung) => [
      rung,
      countBy(
        rows.filter((row) => row.rung === rung),
        name,
      ),
    ]),
  );
}

const isOpen = ({ state }: Item) => state === 'OPEN' || state === 'PREPARED';
/** A copy that is listed to the office, or held by it, has not gone out. */
const hasGoneOut = ({ state }: Escalation) => state !== 'LISTED' && state !== 'HELD';

/** Everything that the account of the office can read about the plan, counted. */
export async function readFigures(office: Session, planId: string, seen: Seen): Promise<Figures> {
  const measures = await office.list<{ id: string; state: string }>(`/plans/${planId}/measures`);
  const items = await office.list<Item>(`/work-items?planId=${planId}`);
  const escalations = (await office.list<Escalation>(`/escalations?planId=${planId}`)).filter(hasGoneOut);
  const letters = await office.list<{ state: string; number: string | null }>('/letters');
  const details: MeasureDetail[] = [];
  for (const { id } of measures) details.push(await office.get<MeasureDetail>(`/measures/${id}`));
  const mails = await office.list<{ subject: string; messageId: string }>('/mailbox');
  return {
    measures: { total: measures.length, closed: measures.filter((measure) => measure.state === 'CLOSED').length },
    units: items.filter((item) => item.kind === 'CONFIRM').length,
    opened: countBy(items, (item) => item.kind),
    states: countBy(items, (item) => item.state),
    late: countBy(
      items.filter(({ late, submittedOn }) => late && submittedOn !== null),
      (item) => item.kind,
    ),
    overdue: countBy(
      items.filter((item) => isOpen(item) && item.late),
      (item) => item.kind,
    ),
    deemed: items
      .filter((item) => item.state === 'DEEMED')
      .map((item) => `${item.unit?.name} ${item.kind} ${item.closedOn}`)
      .sort(),
    unreported: items.filter((item) => item.unreported).length,
    rungs: groupCounts(escalations, (row) => row.reachedOn),
    outcomes: groupCounts(
      escalations.filter((row) => row.state !== 'NOTIFIED'),
      (row) => row.state,
    ),
    letters: {
      signed: letters.flatMap((letter) => (letter.state === 'SIGNED' ? [letter.number ?? ''] : [])).sort(),
      withdrawn: letters.filter((letter) => letter.state === 'WITHDRAWN').length,
      drafts: letters.filter((letter) => letter.state === 'DRAFT').length,
    },
    digests: countBy(mails, (mail) => /\d{4}-\d{2}-\d{2}/.exec(mail.subject)?.[0] ?? ''),
    messageIds: new Set(mails.map((mail) => mail.messageId)).size,
    listed: seen.listed.map(({ day, unit, kind, goesOutOn }) => `${day} ${unit} ${kind} → ${goesOutOn}`).sort(),
    ...readContributions(details),
    ...readScores(details),
  };
}

function readContributions(measures: MeasureDetail[]): Pick<Figures, 'inputs' | 'withoutInput'> {
  const inputs = measures.flatMap((measure) => measure.inputs);
  const given = new Set(inputs.map((input) => input.unit.name));
  const supporting = new Set(measures.flatMap((measure) => measure.supportingUnits.map((unit) => unit.name)));
  return {
    inputs: countBy(inputs, (input) => input.period),
    withoutInput: [...supporting].filter((name) => !given.has(name)).sort(),
  };
}

function readScores(measures: MeasureDetail[]): Pick<Figures, 'scored' | 'scores'> {
  const entries = measures.flatMap(({ title, scores }) =>
    scores.map(({ unit, score }): [string, number] => [`${unit.name} ${title}`, score]),
  );
  return {
    scored: entries.length,
    scores: Object.fromEntries(entries.filter(([, score]) => score < FULL_SCORE)),
  };
}

/** The rungs that one unit reached, with their days, one line for each of its obligations. */
export async function ladderOf(office: Session, planId: string, unit: string): Promise<Record<string, string[]>> {
  const items = await office.list<Item>(`/work-items?planId=${planId}`);
  const escalations = await office.list<Escalation>(`/escalations?planId=${planId}`);
  const ladder: Record<string, string[]> = {};
  for (const item of items.filter((one) => one.unit?.name === unit)) {
    const reached = escalations
      .filter((row) => row.workItemId === item.id)
      .sort((a, b) => a.reachedOn.localeCompare(b.reachedOn));
    const name = [item.kind, item.period?.key, item.kind === 'PLAN' ? item.measureTitle : null].filter(Boolean);
    ladder[name.join(' ')] = reached.map((row) => `${row.rung} ${row.reachedOn}`);
  }
  return ladder;
}

export const sum = (counts: Counts): number => Object.values(counts).reduce((total, count) => total + count, 0);
