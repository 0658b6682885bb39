import type { Audience } from '../../domain/ladder/index.ts';
import type { NamedDates, NamedEntry } from '../../domain/notices/content.ts';
import { type DueDates, type DueEntry, dueDates, type HeldEntry } from '../../domain/notices/dueDates.ts';
import type { PassingCause } from '../../domain/notices/gaps.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { groupBy } from './standings.ts';
import { STEP_NAME } from './stepNames.ts';

/** Those to whom an item is work; who is told of it for other reasons, or in place of them, gets no entry in the calendar. */
const DOERS: ReadonlySet<Audience> = new Set(['holder', 'unitHead']);

interface Line {
  workItemId: string;
  reason: Audience;
  passedBecause: PassingCause | null;
  dueOn: Day | null;
}

/** A mail to a person, as far as their calendar is concerned. */
interface CalendarMail {
  id: string;
  personId: string;
  lines: readonly Line[];
}

/** What each of these mails has to tell the calendar of its reader. */
export async function loadDueDates(db: Tx, mails: readonly CalendarMail[]): Promise<Map<string, NamedDates>> {
  const held = groupBy(
    await db.$queryRaw<(HeldEntry & { personId: string })[]>`
      SELECT e."personId", e."workItemId", e."dueOn", e.sequence,
        CASE WHEN w.state IN ('OPEN', 'PREPARED') THEN w."dueOn" END AS now
      FROM "DueEntry" e JOIN "WorkItem" w ON w.id = e."workItemId"
      WHERE e."personId" = ANY(${mails.map(({ personId }) => personId)}) ORDER BY e."workItemId"`,
    (entry) => entry.personId,
  );
  const dates = mails.map((mail) => ({ id: mail.id, ...dueDates(dueOf(mail), held.get(mail.personId) ?? []) }));
  const names = await loadNames(
    db,
    dates.flatMap(({ set, cancelled }) => [...set, ...cancelled]),
  );
  const named = (entries: DueEntry[]) =>
    entries.flatMap((entry) => {
      const name = names.get(entry.workItemId);
      return name ? [{ ...name, ...entry }] : [];
    });
  return new Map(dates.map(({ id, set, cancelled }) => [id, { set: named(set), cancelled: named(cancelled) }]));
}

function dueOf({ lines }: CalendarMail) {
  const due = lines.flatMap(({ workItemId, reason, passedBecause, dueOn }) =>
    DOERS.has(reason) && passedBecause === null && dueOn !== null ? [[workItemId, { workItemId, dueOn }] as const] : [],
  );
  return [...new Map(due).values()];
}

async function loadNames(db: Tx, entries: DueEntry[]): Promise<Map<string, NamedEntry>> {
  if (entries.length === 0) return new Map();
  const rows = await db.$queryRaw<NamedEntry[]>`
    SELECT w.id AS "workItemId", w.kind, ${STEP_NAME} AS "stepName", coalesce(m.title, i.title, p.title, '') AS title, u.name AS "unitName"
    FROM "WorkItem" w JOIN "ProcessInstance" i ON i.id = w."instanceId" LEFT JOIN "Plan" p ON p.id = w."planId"
    LEFT JOIN "Measure" m ON m.id = w."measureId" LEFT JOIN "Unit" u ON u.id = w."unitId"
    WHERE w.id = ANY(${entries.map(({ workItemId }) => workItemId)})`;
  return new Map(rows.map((row) => [row.workItemId, row]));
}

/** Remembers what was sent, so that the next mail tells what has changed since. */
export async function keepDueDates(tx: Tx, sent: readonly { personId: string; dates: DueDates }[]): Promise<void> {
  const rows = (which: keyof DueDates) =>
    sent.flatMap(({ personId, dates }) =>
      dates[which].map(({ workItemId, dueOn, sequence }) => ({ personId, workItemId, dueOn, sequence })),
    );
  const [set, cancelled] = [rows('set'), rows('cancelled')];
  if (set.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "DueEntry" ("personId", "workItemId", "dueOn", sequence)
      SELECT e."personId", e."workItemId", e."dueOn", e.sequence FROM json_to_recordset(${JSON.stringify(set)}::json)
        AS e("personId" text, "workItemId" text, "dueOn" text, sequence int) ORDER BY 1, 2
      ON CONFLICT ("personId", "workItemId") DO UPDATE SET "dueOn" = excluded."dueOn", sequence = excluded.sequence`;
  }
  if (cancelled.length > 0) {
    await tx.$executeRaw`
      DELETE FROM "DueEntry" e USING json_to_recordset(${JSON.stringify(cancelled)}::json)
        AS c("personId" text, "workItemId" text)
      WHERE e."personId" = c."personId" AND e."workItemId" = c."workItemId"`;
  }
}
