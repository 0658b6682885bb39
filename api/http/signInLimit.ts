import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DubanError } from '../../domain/errors.ts';

/** Failures in a quarter of an hour; a sign-in that succeeds counts nothing. */
const WINDOW_SECONDS = 15 * 60;
export const MAX_FAILURES_PER_USERNAME = 5;
export const MAX_FAILURES_PER_ADDRESS = 50;

/** Slows down guessing of passwords, by username and by address. While the database is away it counts in memory. */
export interface SignInLimit {
  /** @throws DubanError TOO_MANY_ATTEMPTS with `retryAfterSeconds`. */
  check(username: string, address: string): Promise<void>;
  noteFailure(username: string, address: string): Promise<void>;
  forget(username: string): Promise<void>;
}

export function createSignInLimit(pool: Pool): SignInLimit {
  const byUsername = limiter(pool, 'sign_in_username', MAX_FAILURES_PER_USERNAME);
  const byAddress = limiter(pool, 'sign_in_address', MAX_FAILURES_PER_ADDRESS);
  return {
    async check(username, address) {
      for (const [counter, key, allowed] of [
        [byUsername, username, MAX_FAILURES_PER_USERNAME],
        [byAddress, address, MAX_FAILURES_PER_ADDRESS],
      ] as const) {
        const state = await counter.get(key);
        if (state && state.consumedPoints >= allowed) throw tooMany(state);
      }
    },
    async noteFailure(username, address) {
      for (const [counter, key] of [
        [byUsername, username],
        [byAddress, address],
      ] as const) {
        await counter.consume(key).catch((refused: unknown) => {
          if (!(refused instanceof RateLimiterRes)) throw refused;
        });
      }
    },
    async forget(username) {
      await byUsername.delete(username);
    },
  };
}

function limiter(pool: Pool, keyPrefix: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'sign_in_limit',
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
