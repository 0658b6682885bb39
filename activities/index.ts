import { ApplicationFailure, activityInfo, heartbeat, log, sleep } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { isWorkingDay, nextWorkingDay } from '../domain/calendar.ts';
import type { MoveStep } from '../domain/clockMove.ts';
import { addDays, businessDayOf, timeOfDay } from '../domain/day.ts';
import { isMailTime } from '../domain/notices/rules.ts';
import type { Day, Graph } from '../domain/process/types.ts';
import type { Db } from '../prisma/client.ts';
import * as clock from '../prisma/repositories/clock.ts';
import { claimMessages } from '../prisma/repositories/deliveries.ts';
import { claimDigests, type SendableDigests } from '../prisma/repositories/digests.ts';
import * as instances from '../prisma/repositories/instances.ts';
import { beginUses } from '../prisma/repositories/ladderUses.ts';
import { passLateApprovals } from '../prisma/repositories/lateApprovals.ts';
import { noticeRulesInUse } from '../prisma/repositories/noticeRules.ts';
import { announceOpened } from '../prisma/repositories/notices.ts';
import { passOn } from '../prisma/repositories/passing.ts';
import { makePlannedDeadlines } from '../prisma/repositories/plannedDeadlines.ts';
import { savePlannedLadders } from '../prisma/repositories/plannedLadders.ts';
import { makePlannedChanges } from '../prisma/repositories/plannedUnitChanges.ts';
import { countyOfRhythm, lastOccurrence } from '../prisma/repositories/rhythms.ts';
import { finishPlanRollout } from '../prisma/repositories/rollout.ts';
import * as round from '../prisma/repositories/round.ts';
import { claimRungs } from '../prisma/repositories/rungs.ts';
import { extendSchedules } from '../prisma/repositories/schedules.ts';
import { tellUnsigned } from '../prisma/repositories/signing.ts';
import { recordStepFailure } from '../prisma/repositories/stepFailures.ts';
import * as triggers from '../prisma/repositories/triggerRuns.ts';
import { OUT_OF_TURN, type RhythmArgs, type RhythmResult } from '../workflows/messages.ts';
import type { Mailer } from './mail/mailer.ts';
import { MAIL_ATTEMPTS, sendPending } from './mail/pending.ts';
import { startRollout } from './relay.ts';
import { playRhythms, reconcileRhythms } from './rhythms.ts';
import { startMissing, startWorkflows } from './starting.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

export interface ActivityDeps {
  db: Db;
  mailer: Mailer;
  client: Client;
  taskQueue: string;
  /** How long a round waits for instances while none of them settles. */
  settlePatienceMs?: number;
  /** The instant by which the hours of mail are told. */
  now?: () => Date;
}

export type Activities = ReturnType<typeof createActivities>;

interface DayOf {
  countyId: string;
  day: Day;
}

/** Instances whose workflows are started together. */
const ROLLOUT_BATCH = 500;
const BEAT_MS = 5_000;
/** Tries of a step after which a move of the clock says that it fails; seconds after the first with the workflow's pauses. */
const TRIES_BEFORE_TOLD = 3;
const SETTLE_PATIENCE_MS = 3 * 60_000;

/** Heartbeats while it works, so that the server soon notices a worker that was killed in the middle of it. */
async function beating<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** The side effects that workflows ask for. Each is safe to run twice. */
export function createActivities({
  db,
  mailer,
  client,
  taskQueue,
  settlePatienceMs = SETTLE_PATIENCE_MS,
  now = () => new Date(),
}: ActivityDeps) {
  const graphs = new Map<string, Graph>();

  /** What may be mailed now; null: nothing. A rehearsal lives its days at any hour; its mail reaches nobody. */
  async function sendableNow(countyId: string): Promise<SendableDigests | null> {
    const { today, zone, calendar, rehearsal } = await clock.loadCountyDay(db, countyId);
    if (!rehearsal && !isMailTime(await noticeRulesInUse(db, countyId), timeOfDay(now(), zone))) return null;
    const day = rehearsal ? today : businessDayOf(now(), zone);
    return isWorkingDay(calendar, day) ? 'all' : { day };
  }

  /** How many ms until mail may go out: 0 within its hours on a working day, and at any time in a rehearsal. */
  async function untilMailTime(countyId: string): Promise<number> {
    const { zone, calendar, rehearsal } = await clock.loadCountyDay(db, countyId);
    const rules = await noticeRulesInUse(db, countyId);
    const [day, time] = [businessDayOf(now(), zone), timeOfDay(now(), zone)];
    if (rehearsal || (isWorkingDay(calendar, day) && isMailTime(rules, time))) return 0;
    const opens = nextWorkingDay(calendar, time < rules.mailFrom ? day : addDays(day, 1));
    return Math.max(0, dayjs.tz(`${opens} ${rules.mailFrom}`, zone).diff(now()));
  }

  /** A step of a day that fails again and again says so on the clock page while the clock is being moved. */
  async function told<T>(step: MoveStep, { countyId }: { countyId: string }, work: () => Promise<T>): Promise<T> {
    const tries = activityInfo().attempt;
    try {
      const answer = await work();
      if (tries >= TRIES_BEFORE_TOLD) await clock.clearMoveFailure(db, countyId);
      return answer;
    } catch (error) {
      const givenUp = step === 'sendDigests' && tries >= MAIL_ATTEMPTS;
      if (givenUp) await clock.clearMoveFailure(db, countyId);
      else if (tries >= TRIES_BEFORE_TOLD) await clock.noteMoveFailure(db, countyId, { step, tries }, error);
      throw error;
    }
  }

  async function loadGraph({ graphHash }: { graphHash: string }): Promise<Graph> {
    const graph = graphs.get(graphHash) ?? (await instances.loadGraph(db, graphHash));
    graphs.set(graphHash, graph);
    return graph;
  }

  return {
    /** Where an instance stands, with its graph; in histories of earlier versions the graph came by itself. */
    async loadRun({ instanceId }: { instanceId: string }): Promise<instances.Run & { graph?: Graph }> {
      const run = await instances.loadRun(db, instanceId);
      return { ...run, graph: await loadGraph(run) };
    },

    loadGraph,

    async commitStep(step: instances.Step): Promise<instances.StepAnswer> {
      try {
        return await instances.commitStep(db, step);
      } catch (error) {
        if (!(error instanceof instances.StepOutOfTurn)) {
          await recordStepFailure(db, step, error);
          throw error;
        }
        throw ApplicationFailure.nonRetryable(error.message, OUT_OF_TURN);
      }
    },

    async startInstances({ planId, afterId }: { planId: string; afterId: string }) {
      const details: unknown = activityInfo().heartbeatDetails;
      const from = typeof details === 'string' && details > afterId ? details : afterId;
      const ids = await instances.unstartedInstances(db, planId, from, ROLLOUT_BATCH);
      await startWorkflows(client, taskQueue, ids, (done) => heartbeat(done));
      await instances.markStarted(db, ids);
      return { count: ids.length, lastId: ids.length < ROLLOUT_BATCH ? null : (ids.at(-1) ?? null) };
    },

    finishRollout: ({ planId }: { planId: string }) => finishPlanRollout(db, planId),

    /** The days to make up for, and how long until the morning's part of the round. */
    async planRound({ countyId }: { countyId: string }): Promise<{ days: Day[]; waitMs: number }> {
      const { today, zone } = await clock.loadCountyDay(db, countyId);
      const { mailFrom } = await noticeRulesInUse(db, countyId);
      const last = await round.lastFinishedRound(db, countyId);
      const days: Day[] = [];
      for (let day = last === null ? today : addDays(last, 1); day <= today; day = addDays(day, 1)) days.push(day);
      const morning = dayjs.tz(`${today} ${mailFrom}`, zone);
      return { days, waitMs: Math.max(0, morning.diff(dayjs())) };
    },

    beginDay: ({ countyId, day }: DayOf): Promise<void> =>
      told('beginDay', { countyId }, () =>
        beating(async () => {
          await round.beginRound(db, countyId, day);
          await makePlannedChanges(db, countyId, day);
          await makePlannedDeadlines(db, countyId, day);
          await extendSchedules(db, countyId, day);
          await round.fireTimers(db, countyId, day);
          await round.deemOverdue(db, countyId, day);
          await triggers.beginNoted(db);
        }),
      ),

    /**
     * Waits until every instance has consumed what must wake it. An instance that fails again and again must not keep
     * the others' mail back: when nothing more has settled for a while the round goes on without.
     *
     * @returns how many instances are still behind.
     */
    waitUntilSettled: ({ countyId }: { countyId: string }): Promise<number> =>
      told('waitUntilSettled', { countyId }, async () => {
        let behind = await clock.countBehind(db, countyId);
        let patientUntil = Date.now() + settlePatienceMs;
        for (let wait = 10; behind > 0 && Date.now() < patientUntil; wait = Math.min(wait * 1.5, 500)) {
          heartbeat();
          await sleep(wait);
          const still = await clock.countBehind(db, countyId);
          if (still < behind) patientUntil = Date.now() + settlePatienceMs;
          behind = still;
        }
        return behind;
      }),

    claimDay: ({ countyId, day }: DayOf): Promise<void> =>
      told('claimDay', { countyId }, () =>
        beating(async () => {
          await savePlannedLadders(db, countyId, day);
          await beginUses(db, countyId, day);
          await passLateApprovals(db, countyId, day);
          await claimRungs(db, countyId, day);
          await playRhythms(db, client, countyId, day);
          await triggers.noteSchedules(db, countyId, (await clock.loadCountyDay(db, countyId)).today);
          await triggers.beginNoted(db);
          await announceOpened(db, countyId, day);
          await tellUnsigned(db, countyId, day);
          await passOn(db, countyId, day);
          await claimDigests(db, countyId, day);
          await claimMessages(db, countyId, day);
        }),
      ),

    /**
     * Sends what the rounds have claimed. Outside the hours of the county nothing is sent: it waits for the next round.
     *
     * @throws ApplicationFailure while something is left to be tried again.
     */
    sendDigests: ({ countyId }: { countyId: string }): Promise<void> =>
      told('sendDigests', { countyId }, () =>
        beating(() => sendPending(db, mailer, { countyId, again: false, sendable: () => sendableNow(countyId) })),
      ),

    untilMailTime: ({ countyId }: { countyId: string }): Promise<number> => untilMailTime(countyId),

    /**
     * Sends the digests that somebody asked for again, within the hours of mail of a working day.
     *
     * @throws ApplicationFailure while something is left to be tried again.
     */
    resendDigests: ({ countyId }: { countyId: string }): Promise<void> =>
      beating(() => {
        const sendable = async () => ((await untilMailTime(countyId)) === 0 ? ('all' as const) : null);
        return sendPending(db, mailer, { countyId, again: true, sendable });
      }),

    /**
     * What the schedule of a rhythm asks for: its process begins for every day that is due, once, whoever else begins
     * it. What fails is tried again by the workflow, and by the relay for as long as it stays noted.
     *
     * @returns what became of its last day; null where the rhythm was removed or none has come yet.
     */
    beginRhythm: ({ triggerId }: RhythmArgs): Promise<RhythmResult> =>
      beating(async () => {
        const countyId = await countyOfRhythm(db, triggerId);
        if (countyId === null) return null;
        const { today } = await clock.loadCountyDay(db, countyId);
        await triggers.noteSchedules(db, countyId, today, triggerId);
        const { plans, faults } = await triggers.beginNoted(db, triggerId);
        for (const plan of plans) await startRollout(client, taskQueue, plan);
        if (faults.length > 0) throw faults[0];
        return lastOccurrence(db, triggerId);
      }),

    /**
     * Instances without a workflow get one; workflows that have lost touch with their rows look at them again; the
     * schedules of the rhythms are what their rows say.
     */
    reconcile: ({ countyId }: { countyId: string }): Promise<void> =>
      told('reconcile', { countyId }, () =>
        beating(async () => {
          await startMissing(db, client, taskQueue, countyId);
          const faults = await reconcileRhythms(db, { client, taskQueue }, countyId);
          for (const error of faults) log.warn('The schedule of a rhythm was not compared', { error });
        }),
      ),

    finishRound: ({ countyId, day }: DayOf) =>
      told('finishRound', { countyId }, () => round.finishRound(db, countyId, day)),

    /**
     * Sets the clock of a rehearsal to the next day on which something falls due, up to `to`.
     *
     * @returns that day, or null when none is left and the clock stands at `to`.
     */
    stepClock: ({ countyId, to }: { countyId: string; to: Day }) =>
      told('stepClock', { countyId }, () => clock.stepClock(db, countyId, to)),

    endClockMove: ({ countyId }: { countyId: string }) =>
      told('endClockMove', { countyId }, () => clock.endClockMove(db, countyId)),
  };
}
