import type { Words } from './types.ts';

export type Language = 'zh' | 'en';

/** RFC 9457 answer of the API; `details` carries what a page may act on, for example the `current` item of a 409. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: { pointer: string; detail: string }[],
    readonly details: Record<string, unknown>,
  ) {
    super(detail || title || code);
  }
}

const unreachable: Words = {
  zh: '连不上服务器。请检查网络后重试，已填写的内容仍在本页。',
  en: 'The server cannot be reached. Check the network and try again; what you typed is still on this page.',
};
const unreadable: Words = {
  zh: '服务器没有给出可读的答复。请稍后重试；仍不行请告诉管理员。',
  en: 'The server gave no readable answer. Try again later; if it persists, tell the administrator.',
};

async function problemOf(response: Response, language: Language): Promise<ProblemError> {
  try {
    const problem = asProblem(response.status, await response.json());
    if (problem === null) throw new Error('not a problem answer');
    return problem;
  } catch {
    return new ProblemError(response.status, 'UNREADABLE', '', unreadable[language], [], {});
  }
}

/** A parsed body as the problem that it is, or null. */
function asProblem(status: number, body: unknown): ProblemError | null {
  const { status: stated, code, title, detail, errors, ...details } = (body ?? {}) as Record<string, unknown>;
  if (typeof code !== 'string') return null;
  return new ProblemError(
    typeof stated === 'number' ? stated : status,
    code,
    String(title ?? ''),
    String(detail ?? ''),
    Array.isArray(errors) ? (errors as { pointer: string; detail: string }[]) : [],
    details,
  );
}

/** The lines of an answer as they come, each parsed. */
async function* linesOf(response: Response): AsyncGenerator<unknown> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line);
  }
  if (rest !== '') yield JSON.parse(rest);
}

export interface ClientOptions {
  fetch: typeof fetch;
  language: () => Language;
  /** Called when the session is gone, so that the pages can ask for the password again. */
  onSignedOut?: () => void;
}

export interface Client {
  csrfToken: string | null;
  get: <T>(path: string, signal?: AbortSignal) => Promise<T>;
  send: <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<T>;
  /** Posts a form whose answer comes line by line: what `takeNews` takes is news, the line that it does not is the answer. */
  upload: <T>(path: string, form: FormData, takeNews: (line: unknown) => boolean) => Promise<T>;
}

/**
 * A fetch wrapper for `/api`: language header, CSRF token on unsafe calls, problem+json as `ProblemError`.
 * A body that is `FormData` goes out as multipart, anything else as JSON.
 */
export function createClient(options: ClientOptions): Client {
  async function request(method: string, path: string, accept: string, init: RequestInit): Promise<Response> {
    const language = options.language();
    const headers = new Headers(init.headers);
    headers.set('Accept', accept);
    headers.set('Accept-Language', language);
    if (method !== 'GET' && client.csrfToken !== null) headers.set('X-CSRF-Token', client.csrfToken);
    let response: Response;
    try {
      response = await options.fetch(`/api${path}`, { ...init, method, headers, credentials: 'same-origin' });
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      throw new ProblemError(0, 'UNREACHABLE', '', unreachable[language], [], {});
    }
    if (!response.ok) {
      const problem = await problemOf(response, language);
      if (response.status === 401 && path !== '/session') options.onSignedOut?.();
      throw problem;
    }
    return response;
  }

  async function call<T>(method: string, path: string, init: RequestInit): Promise<T> {
    const response = await request(method, path, 'application/json', init);
    if (response.status === 204) return undefined as T;
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async function upload<T>(path: string, form: FormData, takeNews: (line: unknown) => boolean): Promise<T> {
    const response = await request('POST', path, 'application/x-ndjson, application/json;q=0.5', { body: form });
    let answer: unknown;
    try {
      for await (const line of linesOf(response)) if (!takeNews(line)) answer = line;
    } catch {
      answer = undefined;
    }
    const problem = asProblem(response.status, answer);
    if (problem) throw problem;
    if (answer === undefined) throw new ProblemError(0, 'UNREACHABLE', '', unreachable[options.language()], [], {});
    return answer as T;
  }

  const client: Client = {
    csrfToken: null,
    get: (path, signal) => call('GET', path, { signal }),
    upload,
    send: (method, path, body) => {
      if (body === undefined) return call(method, path, {});
      if (body instanceof FormData) return call(method, path, { body });
      return call(method, path, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
    },
  };
  return client;
}
