import type { Tx } from '../client.ts';
import { type Digest, type Escalation, Prisma } from '../generated/client.ts';
import type {
  AuditEventCreateManyInput,
  DigestCreateManyInput,
  EscalationCreateManyInput,
  LetterCreateManyInput,
  NoticeCreateManyInput,
} from '../generated/models.ts';

/** What the round writes by the hundred. */
interface Inputs {
  AuditEvent: AuditEventCreateManyInput;
  Digest: DigestCreateManyInput;
  Escalation: EscalationCreateManyInput;
  Letter: LetterCreateManyInput;
  Notice: NoticeCreateManyInput;
}

interface Rows {
  Digest: Digest;
  Escalation: Escalation;
}

/**
 * Inserts rows in one statement with one parameter: many times quicker than `createMany`, whose statement grows with
 * the rows. A column that no row names takes its default; what only some rows leave out is null. Rows that are there
 * already, by any unique key, are left out.
 *
 * @returns how many were inserted.
 */
export async function insertRows<T extends keyof Inputs>(tx: Tx, table: T, rows: Inputs[T][]): Promise<number> {
  return rows.length === 0 ? 0 : tx.$executeRaw(insertion(table, rows));
}

/** The same; answers those that were inserted. */
export async function insertRowsReturning<T extends keyof Rows>(
  tx: Tx,
  table: T,
  rows: Inputs[T][],
): Promise<Rows[T][]> {
  return rows.length === 0 ? [] : tx.$queryRaw<Rows[T][]>`${insertion(table, rows)} RETURNING *`;
}

function insertion(table: keyof Inputs, rows: object[]): Prisma.Sql {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = Prisma.raw([...names].map((name) => `"${name}"`).join(', '));
  const into = Prisma.raw(`"${table}"`);
  return Prisma.sql`
    INSERT INTO ${into} (${columns})
    SELECT ${columns} FROM json_populate_recordset(NULL::${into}, ${JSON.stringify(rows)}::json)
    ON CONFLICT DO NOTHING`;
}
