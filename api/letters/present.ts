import { doingPosts } from '../../domain/delegation.ts';
import { holds } from '../../domain/holding.ts';
import { letterKindFacts } from '../../domain/letters/index.ts';
import { isWithHolder } from '../../domain/workItem.ts';
import { maySign, type LetterRow as Row } from '../../prisma/repositories/letterReads.ts';
import { mayEdit, mayReceive } from '../../prisma/repositories/letters.ts';
import { mayObjectToLetter } from '../../prisma/repositories/objections.ts';
import type { PostRow } from '../../prisma/repositories/parties.ts';
import type { ItemFile } from '../common/fileSchema.ts';
import type { Actor } from '../policies/actor.ts';
import type { LetterFacts } from './file/sheet.ts';
import type { Letter, LetterRow } from './schema.ts';

/** As printed, for example 督办〔2020〕3号; null until the letter is signed. */
export function letterNumber(letter: Pick<Row, 'series' | 'year' | 'number'>): string | null {
  return letter.number === null ? null : `${letter.series}〔${letter.year}〕${letter.number}号`;
}

export function presentLetterRow(row: Row, caller: Actor): LetterRow {
  const actor = { ...caller, posts: doingPosts(caller.posts) };
  return {
    id: row.id,
    kind: row.kind,
    kindLabel: letterKindFacts[row.kind].label,
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
    receivedOn: row.receivedOn,
    liftedOn: row.liftedOn,
    liftedReason: row.liftedReason,
    objectUntil: row.objectUntil,
    answer: presentAnswer(row),
    can: {
      sign: maySign(caller, row),
      edit: mayEdit(actor, row),
      receive: mayReceive(actor, row),
      object: mayObjectToLetter(actor, row) && actor.businessDay <= (row.objectUntil ?? actor.businessDay),
      answer: isOpenAnswer(row) && holds(actor.posts, { holderKind: 'UNIT_HEAD', unitId: row.unitId, postId: null }),
    },
  };
}

const isOpenAnswer = ({ answerState }: Row): boolean => answerState !== null && isWithHolder(answerState);

function presentAnswer(row: Row): LetterRow['answer'] {
  const { answerItemId: itemId, answerDueOn: dueOn, answeredOn, answerLate: overdue } = row;
  if (itemId === null || dueOn === null) return null;
  return { itemId, dueOn, answeredOn, overdue };
}

/** A letter in full; its signer's post as it is held today. */
export function presentLetter(row: Row, actor: Actor, post: PostRow | null, answerFiles: ItemFile[]): Letter {
  const { text, hash, version, edited, draftedBy, receivedBy, withdrawnReason, answerWithin, answerText } = row;
  return {
    ...presentLetterRow(row, actor),
    ...{ text, hash, version, edited, draftedBy, receivedBy, withdrawnReason, answerWithin, answerText, answerFiles },
    approver: row.approverKind === null ? null : { kind: row.approverKind, post },
    signedBy: row.signedBy === null ? null : { id: row.signedBy, name: row.signedBy },
  };
}

/** What the files of a letter print. */
export function presentLetterFacts(found: { letter: Row; issuer: string; rehearsal: boolean }): LetterFacts {
  const { letter, issuer, rehearsal } = found;
  const { title, text, state, signedOn, withdrawnOn, liftedOn, hash } = letter;
  return { title, text, state, signedOn, withdrawnOn, liftedOn, hash, issuer, rehearsal, number: letterNumber(letter) };
}
