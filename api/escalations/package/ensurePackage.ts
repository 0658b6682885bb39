import { readEscalation } from '../../../prisma/repositories/escalationReads.ts';
import { keepPackage, packageBytes, readReferralFacts } from '../../../prisma/repositories/referralPackages.ts';
import type { AppDeps } from '../../deps.ts';
import { runInThread } from '../../http/runInThread.ts';
import type { Actor } from '../../policies/actor.ts';
import { contentsOf } from './contents.ts';

const limits = { cpuMs: 120_000, wallMs: 600_000, memoryMb: 768 };

/**
 * The PDF or ZIP of a referral; made the first time that it is asked for, and never again.
 *
 * @throws DubanError CONFLICT before it is approved, OWN_CASE for the unit that it is about.
 */
export async function ensurePackage(
  { db }: AppDeps,
  actor: Actor,
  id: string,
  format: 'pdf' | 'zip',
): Promise<Uint8Array> {
  const escalation = await readEscalation(db, actor, id);
  const kept = await packageBytes(db, actor, escalation, format);
  if (kept) return kept;
  const contents = contentsOf(await readReferralFacts(db, actor, escalation));
  const made = await runInThread<{ pdf: Uint8Array; zip: Uint8Array }>(
    './packageWorker',
    import.meta.url,
    contents,
    limits,
  );
  await keepPackage(db, actor, escalation, { pdf: Buffer.from(made.pdf), zip: Buffer.from(made.zip) });
  // Of two that were made at once the one that was kept first counts.
  return (await packageBytes(db, actor, escalation, format)) ?? made[format];
}
