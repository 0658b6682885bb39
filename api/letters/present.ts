import { maySign, type LetterRow as Row } from '../../prisma/repositories/letterReads.ts';
import type { Actor } from '../policies/actor.ts';
import type { LetterFacts } from './file/sheet.ts';
import type { LetterRow } from './schema.ts';

/** As printed, for example 督办〔2020〕3号; null until the letter is signed. */
export function letterNumber(letter: Pick<Row, 'series' | 'year' | 'number'>): string | null {
  return letter.number === null ? null : `${letter.series}〔${letter.year}〕${letter.number}号`;
}

export function presentLetterRow(row: Row, actor: Actor): LetterRow {
  return {
    id: row.id,
    title: row.title,
    number: letterNumber(row),
    state: row.state,
    planId: row.planId,
    measureId: row.measureId,
    measureTitle: row.measureTitle,
    workItemId: row.workItemId,
    unit: row.unitId === null ? null : { id: row.unitId, name: row.unitName ?? '' },
    draftedOn: row.draftedOn,
    signedOn: row.signedOn,
    withdrawnOn: row.withdrawnOn,
    can: { sign: maySign(actor, row) },
  };
}

/** What the files of a letter print. */
export function presentLetterFacts(found: { letter: Row; issuer: string; rehearsal: boolean }): LetterFacts {
  const { letter, issuer, rehearsal } = found;
  const { title, text, state, signedOn, withdrawnOn, hash } = letter;
  return { title, text, state, signedOn, withdrawnOn, hash, issuer, rehearsal, number: letterNumber(letter) };
}
