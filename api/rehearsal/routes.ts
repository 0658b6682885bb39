import { listMail, type MailRow } from '../../prisma/repositories/boardReads.ts';
import { clockState } from '../../prisma/repositories/clock.ts';
import type { AppDeps } from '../deps.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import { anyone, clockKeepers, signedIn } from '../policies/index.ts';
import { demoAccounts } from '../public/routes.ts';
import type { z } from '../zod.ts';
import {
  type Clock,
  clock,
  demoAccountPage,
  type Mail,
  mailboxQuery,
  mailPage,
  moveClockBody,
  moveClockQuery,
} from './schema.ts';

const gates = { tag: 'rehearsal', policy: signedIn, rehearsalOnly: true } as const;

export const rehearsalRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/clock',
    summary: { zh: '演练日期', en: 'The business date' },
    answer: clock,
    handle: ({ deps, actor }) => clockOf(deps, actor.countyId),
  }),
  route({
    ...gates,
    policy: clockKeepers,
    method: 'put',
    path: '/clock',
    summary: { zh: '推进演练日期', en: 'Move the business date forward' },
    query: moveClockQuery,
    body: moveClockBody,
    answer: clock,
    handle: moveClock,
  }),
  route({
    ...gates,
    method: 'get',
    path: '/mailbox',
    summary: { zh: '演练邮箱', en: 'The built-in mailbox' },
    query: mailboxQuery,
    answer: mailPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listMail(deps.db, actor, query);
      return { items: items.map(presentMail), nextCursor };
    },
  }),
  route({
    ...gates,
    policy: anyone,
    method: 'get',
    path: '/demo/accounts',
    summary: { zh: '演示账号', en: 'Demonstration accounts' },
    answer: demoAccountPage,
    handle: async ({ deps }) => ({ items: await demoAccounts(deps), nextCursor: null }),
  }),
];

type MoveCall = Call<undefined, z.output<typeof moveClockQuery>, z.output<typeof moveClockBody>>;

/** Answers when everything that fell due on the way has settled; with `wait=false` at once, 202. */
async function moveClock({ deps, actor, query, body, req, res }: MoveCall): Promise<Clock> {
  const moved = deps.clockMover.moveClock(actor.countyId, body.businessDate, actor);
  if (query.wait === false) {
    res.status(202);
    // A refusal comes at once and is answered; what fails later is on the clock page and in the log.
    const refusal = await Promise.race([moved.then(() => null), sleep(REFUSAL_MS)]);
    if (refusal === LATER) moved.catch((error: unknown) => req.log.error({ err: error }, 'clock move failed'));
  } else await moved;
  return clockOf(deps, actor.countyId);
}

/** The clock, and, where something is under way, whether anybody works on it. */
async function clockOf({ db, engine }: AppDeps, countyId: string): Promise<Clock> {
  const state = await clockState(db, countyId);
  if (state.settled) return { ...state, heldUp: null };
  const workers = await engine.workers();
  return { ...state, heldUp: workers === null ? 'NO_ANSWER' : workers === 0 ? 'NO_WORKER' : null };
}

const REFUSAL_MS = 500;
const LATER = Symbol('still moving');

function sleep(milliseconds: number): Promise<typeof LATER> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(LATER), milliseconds);
  });
}

function presentMail(row: MailRow): Mail {
  return {
    id: String(row.id),
    from: row.from,
    to: row.to,
    subject: row.subject,
    text: row.text,
    messageId: row.messageId,
    channel: row.channel,
    receivedAt: row.receivedAt.toISOString(),
  };
}
