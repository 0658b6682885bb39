import type { Db } from '../../prisma/client.ts';
import { callableDefinitions, type DefinitionRow, holdingPosts } from '../../prisma/repositories/definitionReads.ts';
import { ladderNames } from '../../prisma/repositories/ladders.ts';
import type { Actor } from '../policies/actor.ts';
import { type CheckAnswer, checkInThread } from './checkInThread.ts';

/** Checks a text as a version of a definition, against what is published in the county now, and what it was `before`. */
export async function checkDraft(
  db: Db,
  actor: Actor,
  { key, purpose }: Pick<DefinitionRow, 'key' | 'purpose'>,
  bpmnXml: string,
  before?: string,
): Promise<CheckAnswer> {
  const callable = await callableDefinitions(db, actor.countyId);
  const posts = await holdingPosts(db, actor.countyId, bpmnXml);
  const ladders = await ladderNames(db, actor.countyId);
  const options = { key, purpose, callable, posts, ladders };
  return checkInThread({ bpmnXml, options, ...(before === undefined ? {} : { before }) });
}
