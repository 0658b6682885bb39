import pg from 'pg';

export interface Listener {
  stop(): Promise<void>;
}

const RECONNECT_MS = 1_000;

/**
 * Listens on a PostgreSQL channel over a connection of its own, and again after the connection is lost. What was
 * announced in between is not told: the caller looks for itself now and then.
 */
export async function listen(
  databaseUrl: string,
  channel: string,
  onNotify: () => void,
  onLost: (error: Error) => void,
): Promise<Listener> {
  let stopped = false;
  let client: pg.Client | null = null;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: databaseUrl });
    next.on('notification', onNotify);
    next.on('error', (error) => {
      onLost(error);
      client = null;
      retry();
    });
    await next.connect();
    await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    client = next;
  }

  function retry(): void {
    if (stopped) return;
    setTimeout(() => {
      if (!stopped) connect().then(onNotify, retry);
    }, RECONNECT_MS).unref();
  }

  await connect();
  return {
    async stop() {
      stopped = true;
      await client?.end();
    },
  };
}
