import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DubanError } from '../../domain/errors.ts';

/** Failures in a quarter of an hour; a sign-in that succeeds counts nothing. */
const WINDOW_SECONDS = 15 * 60;
export const MAX_FAILURES_PER_USERNAME = 5;
export const MAX_FAILURES_PER_ADDRESS = 50;

/**
 * Slows down guessing of passwords, by username and by address. Each try is counted before the password is looked at, so
 * that many at once are no more than one after the other. While the database is away it counts in memory.
 */
export interface SignInLimit {
  /** @throws DubanError TOO_MANY_ATTEMPTS with `retryAfterSeconds`. */
  countTry(username: string, address: string): Promise<void>;
  /** The try succeeded: it does not count, and neither do the failures of the username before it. */
  forget(username: string, address: string): Promise<void>;
}

export function createSignInLimit(pool: Pool): SignInLimit {
  const byUsername = limiter(pool, 'sign_in_username', MAX_FAILURES_PER_USERNAME);
  const byAddress = limiter(pool, 'sign_in_address', MAX_FAILURES_PER_ADDRESS);
  let table: Promise<void> | undefined;
  return {
    async countTry(username, address) {
      table ??= ensureTable(pool).catch(() => {
        // The counters go on in memory and the next sign-in tries again.
        table = undefined;
      });
      await table;
      for (const [counter, key] of [
        [byAddress, address],
        [byUsername, username],
      ] as const) {
        await counter.consume(key).catch((refused: unknown) => {
          throw refused instanceof RateLimiterRes ? tooMany(refused) : refused;
        });
      }
    },
    async forget(username, address) {
      await byUsername.delete(username);
      await byAddress.reward(address);
    },
  };
}

const TABLE = 'sign_in_limit';
/** Two processes made the table in the same moment: the other one has. */
const MADE_MEANWHILE: readonly unknown[] = ['23505', '42P07'];

/** The counters' table, in the shape that the limiter reads; not part of the schema, as nothing in it is worth keeping. */
async function ensureTable(pool: Pool): Promise<void> {
  try {
    await pool.query(
      `CREATE TABLE IF NOT EXISTS ${TABLE} (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)`,
    );
  } catch (error) {
    if (!MADE_MEANWHILE.includes((error as { code?: unknown }).code)) throw error;
  }
}

function limiter(pool: Pool, keyPrefix: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: TABLE,
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: WINDOW_SECONDS,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: WINDOW_SECONDS }),
  });
}

function tooMany(state: RateLimiterRes): DubanError {
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  const minutes = Math.ceil(seconds / 60);
  return new DubanError(
    'TOO_MANY_ATTEMPTS',
    { zh: `密码错误次数过多，请${minutes}分钟后再试`, en: `Too many failed attempts; try again in ${minutes} minutes` },
    { details: { retryAfterSeconds: seconds } },
  );
}
