import type { Db } from '../prisma/client.ts';
import { createDb } from '../prisma/client.ts';
import { keepMessage } from '../prisma/repositories/mailbox.ts';
import type { OnMessage } from './mailbox.ts';

/** Keeps the mailbox's messages in the database. `into` is asked for before the tables exist, so it connects late. */
export function keepMail(): { into(databaseUrl: string): OnMessage; close(): Promise<void> } {
  let db: Db | undefined;
  return {
    into: (databaseUrl) => async (message) => {
      db ??= createDb(databaseUrl, 2);
      await keepMessage(db, message);
    },
    close: async () => db?.$disconnect(),
  };
}
