import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from './generated/client.ts';

export type Db = PrismaClient;
/** The client or a transaction of it: what a function takes that may run inside either. */
export type Tx = Prisma.TransactionClient;

/**
 * The database client of one process. Close it with `$disconnect()`.
 *
 * @param databaseUrl `postgresql://…`
 * @param maxConnections Size of its own connection pool.
 */
export function createDb(databaseUrl: string, maxConnections = 10): Db {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl, max: maxConnections }),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
}
