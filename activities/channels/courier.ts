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
  logger: Logger;
}

export interface Courier {
  /** Takes nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/** How often it looks for messages. */
const POLL_MS = 2_000;
/** Channels served at the same time. */
const PARALLEL = 8;

/** Sends what is due by now on every channel, each channel's messages one after the other. */
export async function deliverMessages({ db, seal, publicUrl, settings }: Omit<CourierDeps, 'logger'>): Promise<void> {
  await endBrokenOff(db);
  const waiting = await channelsToServe(db);
  const serve = async () => {
    for (let channelId = waiting.shift(); channelId !== undefined; channelId = waiting.shift()) {
      for (;;) {
        const message = await takeMessage(db, channelId, publicUrl);
        if (message === null) break;
        if (message.rehearsal) await keepInMailbox(db, message);
        else await markMessage(db, message.id, await sendMessage(message, seal, settings));
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, serve));
}

/** Looks for messages now and then and sends them; several couriers at once do no harm. */
export function startCourier({ logger, ...deps }: CourierDeps): Courier {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= deliverMessages(deps)
      .catch((error: unknown) => logger.warn({ err: error }, 'Messages could not be sent; it is tried again'))
      .finally(() => {
        running = null;
      });
  }, POLL_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
