import { createHash } from 'node:crypto';
import type { LetterKind } from '../../domain/letters/index.ts';
import type { Db, Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { lockKind, recordTemplate } from './letterTemplates.ts';

/** A red-head Word template without its bytes. */
export interface FormRow {
  kind: LetterKind;
  version: number;
  fileName: string;
  sha256: string;
  savedBy: string;
  savedOn: string;
}

/** The Word templates in use, by kind. */
export async function readForms(db: Tx, countyId: string): Promise<FormRow[]> {
  const rows = await db.$queryRaw<(FormRow & { used: boolean })[]>`
    SELECT DISTINCT ON (kind) kind, version, "fileName", sha256, "savedBy", "savedOn", bytes IS NOT NULL AS used
    FROM "LetterForm" WHERE "countyId" = ${countyId} ORDER BY kind, version DESC`;
  return rows.filter((row) => row.used).map(({ used: _, ...row }) => row);
}

/** The bytes of the Word template that a kind uses; null where the office has none. */
export async function formBytes(db: Tx, countyId: string, kind: string): Promise<Uint8Array | null> {
  const row = await db.letterForm.findFirst({ where: { countyId, kind }, orderBy: { version: 'desc' } });
  return row?.bytes ?? null;
}

/** Keeps a Word template that has been tried out as the next version; `file` null ends the use of the one before. */
export function saveForm(
  db: Db,
  actor: Actor,
  kind: LetterKind,
  file: { name: string; bytes: Buffer } | null,
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    await lockKind(tx, actor.countyId, kind);
    const last = await tx.letterForm.aggregate({ where: { countyId: actor.countyId, kind }, _max: { version: true } });
    const version = (last._max.version ?? 0) + 1;
    const fileName = file?.name ?? '';
    await tx.letterForm.create({
      data: {
        ...{ countyId: actor.countyId, kind, version, fileName, bytes: file ? new Uint8Array(file.bytes) : null },
        sha256: file ? createHash('sha256').update(file.bytes).digest('hex') : '',
        ...{ savedBy: actor.personName, savedOn: county.today },
      },
    });
    await recordTemplate(tx, actor, county.today, { letterKind: kind, version, fileName });
  });
}
