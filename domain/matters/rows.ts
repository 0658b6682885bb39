import type { UserMessage } from '../errors.ts';
import { type AssignmentRole, answerableUnits, strongestAssignments } from '../parties.ts';
import type { Day } from '../process/types.ts';

/** A unit's part in a matter, or in one row of its list. */
export interface MatterUnit {
  unitId: string;
  role: AssignmentRole;
}

/** One row of a matter's list 问题清单: what is wrong or to be done. What it leaves open is as the matter has it. */
export interface MatterRow {
  title: string;
  /** What is asked for, in the list's own words; empty where the list has no such column. */
  demand: string;
  units: MatterUnit[];
  leaderPostId: string | null;
  deadlineOn: Day | null;
}

/** What a matter 专项事项 is opened with. Without rows it is one row itself. */
export interface MatterContent {
  title: string;
  units: MatterUnit[];
  leaderPostId: string | null;
  deadlineOn: Day | null;
  rows: MatterRow[];
}

export interface SettledRow extends Omit<MatterRow, 'units'> {
  units: (MatterUnit & { answerable: boolean })[];
}

/** Every row with what holds for it: its own units, leader and deadline before the matter's. */
export function settledRows({ title, units, leaderPostId, deadlineOn, rows }: MatterContent): SettledRow[] {
  const alone: MatterRow = { title, demand: '', units: [], leaderPostId: null, deadlineOn: null };
  return (rows.length > 0 ? rows : [alone]).map((row) => {
    const parts = strongestAssignments(row.units.length > 0 ? row.units : units);
    const answerable = new Set(answerableUnits(parts));
    return {
      ...{ title: row.title, demand: row.demand },
      leaderPostId: row.leaderPostId ?? leaderPostId,
      deadlineOn: row.deadlineOn ?? deadlineOn,
      units: parts.map((part) => ({ ...part, answerable: answerable.has(part) })),
    };
  });
}

/**
 * What keeps a matter from being opened on `today`: a row for which nobody answers, a deadline that has passed. A matter
 * without a list has them as its own.
 */
export function matterProblems(matter: MatterContent, today: Day): { pointer: string; message: UserMessage }[] {
  const listed = matter.rows.length > 0;
  return settledRows(matter).flatMap(({ title, units, deadlineOn }, index) => {
    const place = listed ? `/rows/${index}` : '';
    const named = listed
      ? { zh: `第${index + 1}项“${title}”`, en: `Row ${index + 1}, “${title}”,` }
      : { zh: '本事项', en: 'The matter' };
    const unheld = {
      pointer: `${place}/units`,
      message: {
        zh: `${named.zh}没有牵头单位或责任单位，请补上`,
        en: `${named.en} has no lead or responsible unit; name one`,
      },
    };
    const late = {
      pointer: `${place}/deadlineOn`,
      message: {
        zh: `${named.zh}的时限 ${deadlineOn} 已经过去`,
        en: `${named.en} has a deadline that has passed (${deadlineOn})`,
      },
    };
    const answered = units.some((unit) => unit.answerable);
    return [...(answered ? [] : [unheld]), ...(deadlineOn !== null && deadlineOn < today ? [late] : [])];
  });
}

/** Rows that are on the list of a matter already, or twice among those that come to it, by their titles. */
export function listedProblems(
  rows: SettledRow[],
  listed: readonly string[],
): { pointer: string; message: UserMessage }[] {
  return rows.flatMap(({ title }, index) =>
    listed.includes(title) || rows.findIndex((row) => row.title === title) < index
      ? [
          {
            pointer: `/rows/${index}/title`,
            message: {
              zh: `第${index + 1}项“${title}”已在清单中，请去掉`,
              en: `Row ${index + 1}, “${title}”, is on the list already; take it out`,
            },
          },
        ]
      : [],
  );
}
