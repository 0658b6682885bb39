import { setTimeout as sleep } from 'node:timers/promises';

/** A person at the public API: signed in by password, as the pages are. */
export interface Session {
  username: string;
  get<T>(path: string): Promise<T>;
  send<T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body: object): Promise<T>;
  upload<T>(path: string, fileName: string, bytes: Uint8Array): Promise<T>;
  /** All pages of a list. */
  list<T>(path: string): Promise<T[]>;
}

/** An answer that is not a success, with what the API says about it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

interface Problem {
  code?: string;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

async function answer<T>(what: string, response: Response): Promise<T> {
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
  let problem: Problem = {};
  try {
    problem = JSON.parse(text) as Problem;
  } catch {
    problem = { detail: text.slice(0, 200) };
  }
  const errors = (problem.errors ?? []).map((one) => `${one.pointer} ${one.detail}`).join('; ');
  throw new ApiError(
    response.status,
    problem.code ?? '',
    `${what}: ${response.status} ${problem.code ?? ''} ${problem.detail ?? ''} ${errors}`.trim(),
  );
}

/** Reads what needs no session. */
export async function publicList<T>(api: string, path: string): Promise<T[]> {
  return (await answer<{ items: T[] }>(path, await fetch(`${api}${path}`))).items;
}

/** @throws {ApiError} where the account or the password is refused */
export async function signIn(api: string, username: string, password: string): Promise<Session> {
  const signedIn = await fetch(`${api}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const { csrfToken } = await answer<{ csrfToken: string }>(`sign-in of ${username}`, signedIn);
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]);
  const headers = { cookie: cookie.join('; '), 'x-csrf-token': csrfToken, 'accept-language': 'en' };
  const call = async <T>(method: string, path: string, init: RequestInit = {}): Promise<T> =>
    answer<T>(
      `${username} ${method} ${path}`,
      await fetch(`${api}${path}`, { ...init, method, headers: { ...headers, ...init.headers } }),
    );
  const session: Session = {
    username,
    get: (path) => call('GET', path),
    send: (method, path, body) =>
      call(method, path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    upload: (path, fileName, bytes) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), fileName);
      return call('POST', path, { body: form });
    },
    list: async <T>(path: string) => {
      const items: T[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const mark = path.includes('?') ? '&' : '?';
        const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page: { items: T[]; nextCursor: string | null } = await session.get(`${path}${mark}limit=200${from}`);
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      return items;
    },
  };
  return session;
}

const SETTLE_TIMEOUT_MS = 60_000;

/** Waits until every process has caught up with what people did. */
export async function settled(session: Session): Promise<void> {
  const end = Date.now() + SETTLE_TIMEOUT_MS;
  for (let wait = 20; ; wait = Math.min(wait * 1.5, 250)) {
    if ((await session.get<{ settled: boolean }>('/clock')).settled) return;
    if (Date.now() > end) throw new Error('The processes did not settle within a minute');
    await sleep(wait);
  }
}
