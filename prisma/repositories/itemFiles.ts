import { createHash, randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import { holds } from '../../domain/holding.ts';
import { isWithHolder } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { asHolder, lockItem, recordItem } from './itemWriting.ts';
import { isFilePassedOn } from './passedAnswers.ts';
import { readWorkItem } from './workItemReads.ts';

/** Enough for an answer with its evidence; a whole archive belongs elsewhere. */
export const MAX_FILES = 10;

/** A file without its bytes. */
export interface FileRow {
  id: string;
  fileName: string;
  size: number;
  sha256: string;
  addedBy: string;
  addedOn: string;
}

const COLUMNS = { id: true, fileName: true, size: true, sha256: true, addedBy: true, addedOn: true } as const;

/** Adds a file to what the holder is about to hand in. */
export function addItemFile(
  db: Db,
  actor: Actor,
  workItemId: string,
  file: { name: string; bytes: Buffer },
): Promise<FileRow> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    const item = await lockItem(tx, actor.countyId, workItemId);
    const holder = requireOpen(actor, item);
    if ((await tx.itemFile.count({ where: { workItemId } })) >= MAX_FILES) {
      const message = { zh: `每个事项最多${MAX_FILES}个附件`, en: `An item takes ${MAX_FILES} files at most` };
      throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/file', message }] });
    }
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const added = await tx.itemFile.create({
      data: {
        ...{ id: randomUUID(), countyId: actor.countyId, workItemId, fileName: file.name, sha256 },
        ...{ size: file.bytes.length, bytes: new Uint8Array(file.bytes) },
        ...{ addedBy: holder.personName, addedOn: county.today },
      },
      select: COLUMNS,
    });
    await recordItem(tx, county, holder, item, 'FILE_ADDED', { fileName: file.name, sha256 });
    return added;
  });
}

/** Takes a file away again, for as long as the item has not been handed in. */
export function removeItemFile(db: Db, actor: Actor, workItemId: string, fileId: string): Promise<void> {
  return db.$transaction(async (tx) => {
    const item = await lockItem(tx, actor.countyId, workItemId);
    requireOpen(actor, item);
    const { count } = await tx.itemFile.deleteMany({ where: { id: fileId, workItemId } });
    if (count === 0) throw noSuchFile();
  });
}

/** The files of an item; before it is handed in only its holder sees them. */
export async function filesOf(db: Tx, actor: Actor, workItemId: string): Promise<FileRow[]> {
  const item = await readWorkItem(db, actor, workItemId);
  if (isWithHolder(item.state) && !holds(actor.posts, item)) return [];
  return db.itemFile.findMany({ where: { workItemId }, select: COLUMNS, orderBy: [{ addedOn: 'asc' }, { id: 'asc' }] });
}

/** @throws DubanError NOT_FOUND also where the file is not the actor's to read. */
export async function readItemFile(
  db: Tx,
  actor: Actor,
  workItemId: string,
  fileId: string,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const passed = await isFilePassedOn(db, actor, workItemId, fileId);
  const seen = passed || (await filesOf(db, actor, workItemId)).some((file) => file.id === fileId);
  const file = seen ? await db.itemFile.findUnique({ where: { id: fileId, workItemId } }) : null;
  if (!file) throw noSuchFile();
  return file;
}

/** The actor as the item's holder; only before it was handed in. */
function requireOpen(actor: Actor, item: WorkItem): Actor {
  const holder = asHolder(actor, item);
  if (isWithHolder(item.state)) return holder;
  throw new DubanError('ITEM_CLOSED', {
    zh: '该事项已报送，不能再增删附件',
    en: 'This item was handed in; its files stay as they are',
  });
}

const noSuchFile = () => new DubanError('NOT_FOUND', { zh: '没有找到该附件', en: 'There is no such file' });
