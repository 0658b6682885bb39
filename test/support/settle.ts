import { addDays } from '../../domain/day.ts';
import { applyAll } from '../../domain/process/interpreter.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db } from '../../prisma/client.ts';
import { claimDigests } from '../../prisma/repositories/digests.ts';
import { commitStep, loadGraph, loadRun, type Step } from '../../prisma/repositories/instances.ts';
import { beginUses } from '../../prisma/repositories/ladderUses.ts';
import { passLateApprovals } from '../../prisma/repositories/lateApprovals.ts';
import { announceOpened } from '../../prisma/repositories/notices.ts';
import { makePlannedDeadlines } from '../../prisma/repositories/plannedDeadlines.ts';
import { savePlannedLadders } from '../../prisma/repositories/plannedLadders.ts';
import { makePlannedChanges } from '../../prisma/repositories/plannedUnitChanges.ts';
import { beginRound, deemOverdue, finishRound, fireTimers } from '../../prisma/repositories/round.ts';
import { claimRungs } from '../../prisma/repositories/rungs.ts';
import { tellUnsigned } from '../../prisma/repositories/signing.ts';
import { beginNoted, noteSchedules } from '../../prisma/repositories/triggerRuns.ts';
import { setDay } from './county.ts';

/** The step that the instance's workflow would commit next; null where no event waits. */
export async function nextStep(db: Db, instanceId: string): Promise<Step | null> {
  const run = await loadRun(db, instanceId);
  const last = run.pending.at(-1);
  if (!last) return null;
  const graph = await loadGraph(db, run.graphHash);
  const { state, effects } = applyAll(
    graph,
    run.state,
    run.pending.map((numbered) => numbered.event),
  );
  return { instanceId, step: run.step + 1, consumedUpTo: last.seq, state, effects };
}

/** Drives every instance to where nothing waits, without Temporal: what the rows hold is what its workflow sees. */
export async function settle(db: Db): Promise<void> {
  for (;;) {
    const behind = await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM "ProcessInstance" WHERE status = 'RUNNING' AND "consumedUpTo" < "wakeSeq" ORDER BY id`;
    if (behind.length === 0) return;
    for (const { id } of behind) {
      const step = await nextStep(db, id);
      if (step) await commitStep(db, step);
    }
  }
}

/** Lives through one day as the round does, up to the claimed digests. */
export async function playDay(db: Db, countyId: string, day: Day): Promise<void> {
  await setDay(db, countyId, day);
  await beginRound(db, countyId, day);
  await makePlannedChanges(db, countyId, day);
  await makePlannedDeadlines(db, countyId, day);
  await fireTimers(db, countyId, day);
  await deemOverdue(db, countyId, day);
  await beginNoted(db);
  await settle(db);
  await savePlannedLadders(db, countyId, day);
  await beginUses(db, countyId, day);
  await passLateApprovals(db, countyId, day);
  await claimRungs(db, countyId, day);
  await noteSchedules(db, countyId, day);
  await beginNoted(db);
  await announceOpened(db, countyId, day);
  await tellUnsigned(db, countyId, day);
  await claimDigests(db, countyId, day);
  await finishRound(db, countyId, day);
}

/** Lives through every day after `from`, up to `to`. */
export async function playDays(db: Db, countyId: string, from: Day, to: Day): Promise<void> {
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) await playDay(db, countyId, day);
}
