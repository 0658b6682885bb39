import type { Logger } from 'pino';
import type { Db } from '../../prisma/client.ts';
import {
  channelsToServe,
  endBrokenOff,
  keepInMailbox,
  markMessage,
  takeMessage,
} from '../../prisma/repositories/channelMessages.ts';
import type { Seal } from '../../prisma/sealed.ts';
import type { PostSettings } from './post.ts';
import { sendMessage } from './send.ts';

export interface CourierDeps {
  db: Db;
  seal: Seal;
  /** Links in messages start with it. */
  publicUrl: string;
  settings: PostSettings;
  /** The instant by which the hours are told in which people may hear of something. */
  now?: () => Date;
  logger: Logger;
}

export interface Courier {
  /** Begins nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/** How often it looks for messages. */
const POLL_MS = 2_000;
/** Channels served at the same time. */
const PARALLEL = 8;

type Deps = Omit<CourierDeps, 'logger'>;
/** Channels that are being served, each by one courier at a time. */
type Serving = Map<string, Promise<void>>;

/**
 * Sends what is due by now, channel by channel at the same time: one that does not answer holds up its own messages
 * alone. Resolves when the channels that it took up have nothing more to send now.
 *
 * @param serving Channels that are served already and left alone.
 * @param stopped Asked before each message.
 */
export async function deliverMessages(deps: Deps, serving: Serving = new Map(), stopped = () => false): Promise<void> {
  await endBrokenOff(deps.db);
  const due = (await channelsToServe(deps.db)).filter((id) => !serving.has(id));
  const begun = due.slice(0, Math.max(0, PARALLEL - serving.size)).map((channelId) => {
    const served = serveChannel(deps, channelId, stopped).finally(() => serving.delete(channelId));
    serving.set(channelId, served);
    return served;
  });
  await Promise.all(begun);
}

async function serveChannel(
  { db, seal, publicUrl, settings, now = () => new Date() }: Deps,
  channelId: string,
  stopped: () => boolean,
): Promise<void> {
  while (!stopped()) {
    const message = await takeMessage(db, channelId, publicUrl, now());
    if (message === null) return;
    if (message.rehearsal) await keepInMailbox(db, message);
    else await markMessage(db, message.id, await sendMessage(message, seal, settings));
  }
}

/** Looks for messages now and then and sends them; several couriers at once do no harm. */
export function startCourier({ logger, ...deps }: CourierDeps, pollMs = POLL_MS): Courier {
  let stopped = false;
  const serving: Serving = new Map();
  const looks = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const look = deliverMessages(deps, serving, () => stopped)
      .catch((error: unknown) => logger.warn({ err: error }, 'Messages could not be sent; it is tried again'))
      .finally(() => looks.delete(look));
    looks.add(look);
  }, pollMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all(looks);
    },
  };
}
