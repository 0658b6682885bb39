import { createHash, randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';

export interface NewDocument {
  fileName: string;
  bytes: Uint8Array;
  /** As the importer decoded it; offsets of passages are into this text. */
  text: string;
}

/** Keeps the document as it came, beside its text. */
export async function createDocument(tx: Tx, actor: Actor, document: NewDocument): Promise<string> {
  const id = randomUUID();
  await tx.document.create({
    data: {
      id,
      countyId: actor.countyId,
      fileName: document.fileName,
      sha256: createHash('sha256').update(document.bytes).digest('hex'),
      text: document.text,
      bytes: new Uint8Array(document.bytes),
      createdBy: actor.accountId,
    },
  });
  return id;
}

export async function readDocumentText(db: Tx, actor: Actor, id: string) {
  const document = await db.document.findFirst({
    where: { id, countyId: actor.countyId },
    select: { id: true, fileName: true, text: true },
  });
  if (!document) throw new DubanError('NOT_FOUND', { zh: '没有找到该文档', en: 'There is no such document' });
  return document;
}
