import { itemTimeline } from '../../prisma/repositories/auditReads.ts';
import { readEscalation } from '../../prisma/repositories/escalationReads.ts';
import { isOfUnit } from '../../prisma/repositories/letterDrafting.ts';
import { lettersById } from '../../prisma/repositories/letterReads.ts';
import { isHandedOver, readPackage } from '../../prisma/repositories/referralPackages.ts';
import { mayArrange, readTalk } from '../../prisma/repositories/talks.ts';
import { presentTimeline } from '../common/timeline.ts';
import type { AppDeps } from '../deps.ts';
import { letterNumber } from '../letters/present.ts';
import type { Actor } from '../policies/actor.ts';
import { packageReaders } from '../policies/index.ts';
import { presentEscalation, presentTalk } from './present.ts';
import type { EscalationDetail } from './schema.ts';

/** An escalation in full: its timeline, its letter and its talk. */
export async function readDetail({ db }: AppDeps, actor: Actor, id: string): Promise<EscalationDetail> {
  const row = await readEscalation(db, actor, id);
  const timeline = await itemTimeline(db, actor, [row.workItemId]);
  const [letter] = row.letterId === null ? [] : await lettersById(db, actor, [row.letterId]);
  const talk = await readTalk(db, row);
  return {
    ...presentEscalation(row),
    package: isHandedOver(row)
      ? {
          readable: packageReaders.allows(actor) && !isOfUnit(actor.posts, row.unitId),
          made: await readPackage(db, row.id),
        }
      : null,
    talk: presentTalk(talk, row, actor),
    canArrangeTalk: mayArrange(actor, row, talk),
    timeline: timeline.map(presentTimeline),
    letter: letter
      ? { id: letter.id, title: letter.title, text: letter.text, number: letterNumber(letter), state: letter.state }
      : null,
  };
}
