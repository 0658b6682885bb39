import type { RequestHandler } from 'express';
import type { AppDeps } from '../deps.ts';

const PROBE_MS = 3000;

/** 200 when database and Temporal answer, else 503 that names which does not. Needs no sign-in and tells no more. */
export function health({ db, temporalHealth }: AppDeps): RequestHandler {
  return async (_req, res) => {
    const [database, temporal] = await Promise.all([
      answers(async () => {
        await db.$queryRaw`SELECT 1`;
        return true;
      }),
      answers(temporalHealth),
    ]);
    const body = { database: database ? 'ok' : 'unavailable', temporal: temporal ? 'ok' : 'unavailable' };
    res.status(database && temporal ? 200 : 503).json(body);
  };
}

async function answers(probe: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_MS);
  });
  try {
    return await Promise.race([probe(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
