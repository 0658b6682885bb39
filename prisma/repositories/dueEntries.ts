import type { Audience } from '../../domain/ladder/index.ts';
import type { NamedDates, NamedEntry } from '../../domain/notices/content.ts';
import { type DueDates, type DueEntry, dueDates, type HeldEntry } from '../../domain/notices/dueDates.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';

/** Those to whom an item is work; who is told of it for other reasons gets no entry in the calendar. */
const DOERS: ReadonlySet<Audience> = new Set(['holder', 'unitHead']);

interface Line {
  workItemId: string;
  reason: Audience;
  dueOn: Day | null;
}

/** What a mail with these lines has to tell the calendar of a person. */
export async function loadDueDates(db: Tx, personId: string, lines: readonly Line[]): Promise<NamedDates> {
  const held = await db.$queryRaw<HeldEntry[]>`
    SELECT e."workItemId", e."dueOn", e.sequence,
      CASE WHEN w.state IN ('OPEN', 'PREPARED') THEN w."dueOn" END AS now
    FROM "DueEntry" e JOIN "WorkItem" w ON w.id = e."workItemId" WHERE e."personId" = ${personId}
    ORDER BY e."workItemId"`;
  const due = new Map(
    lines.flatMap(({ workItemId, reason, dueOn }) =>
      DOERS.has(reason) && dueOn !== null ? [[workItemId, { workItemId, dueOn }] as const] : [],
    ),
  );
  const dates = dueDates([...due.values()], held);
  const names = await loadNames(db, [...dates.set, ...dates.cancelled]);
  const named = (entries: DueEntry[]) =>
    entries.flatMap((entry) => {
      const name = names.get(entry.workItemId);
      return name ? [{ ...name, ...entry }] : [];
    });
  return { set: named(dates.set), cancelled: named(dates.cancelled) };
}

async function loadNames(db: Tx, entries: DueEntry[]): Promise<Map<string, NamedEntry>> {
  if (entries.length === 0) return new Map();
  const rows = await db.$queryRaw<NamedEntry[]>`
    SELECT w.id AS "workItemId", w.kind, coalesce(m.title, i.title, p.title, '') AS title, u.name AS "unitName"
    FROM "WorkItem" w JOIN "ProcessInstance" i ON i.id = w."instanceId" LEFT JOIN "Plan" p ON p.id = w."planId"
    LEFT JOIN "Measure" m ON m.id = w."measureId" LEFT JOIN "Unit" u ON u.id = w."unitId"
    WHERE w.id = ANY(${entries.map(({ workItemId }) => workItemId)})`;
  return new Map(rows.map((row) => [row.workItemId, row]));
}

/** Remembers what was sent, so that the next mail tells what has changed since. */
export async function keepDueDates(tx: Tx, personId: string, { set, cancelled }: DueDates): Promise<void> {
  if (set.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "DueEntry" ("personId", "workItemId", "dueOn", sequence)
      SELECT ${personId}, e."workItemId", e."dueOn", e.sequence
      FROM json_to_recordset(${JSON.stringify(set)}::json) AS e("workItemId" text, "dueOn" text, sequence int)
      ON CONFLICT ("personId", "workItemId") DO UPDATE SET "dueOn" = excluded."dueOn", sequence = excluded.sequence`;
  }
  if (cancelled.length > 0) {
    const ids = cancelled.map(({ workItemId }) => workItemId);
    await tx.dueEntry.deleteMany({ where: { personId, workItemId: { in: ids } } });
  }
}
