import { createClient, type Language, ProblemError } from '../../web/data/client.ts';

interface Sent {
  url: string;
  init: RequestInit;
  headers: Headers;
}

function clientAgainst(answer: () => Response | Promise<Response>, language: Language = 'zh') {
  const sent: Sent[] = [];
  const ended: string[] = [];
  const client = createClient({
    fetch: async (url, init = {}) => {
      sent.push({ url: String(url), init, headers: new Headers(init.headers) });
      return answer();
    },
    language: () => language,
    onSignedOut: () => ended.push('signed out'),
  });
  return { client, sent, ended };
}

const problem = (status: number, body: object) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } });

async function faultOf(call: Promise<unknown>): Promise<ProblemError> {
  const fault = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(fault instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${String(fault)}`);
  return fault;
}

describe('the client of the API', () => {
  it('asks in the reader’s language and brings the answer', async () => {
    const { client, sent } = clientAgainst(() => Response.json({ items: [1], nextCursor: null }), 'en');
    await expect(client.get('/plans')).resolves.toEqual({ items: [1], nextCursor: null });
    expect(sent[0]?.url).toBe('/api/plans');
    expect(sent[0]?.headers.get('Accept-Language')).toBe('en');
  });

  it('sends the CSRF token with changes only', async () => {
    const { client, sent } = clientAgainst(() => Response.json({}));
    client.csrfToken = 'token-1';
    await client.get('/plans');
    await client.send('POST', '/plans', { a: 1 });
    expect(sent.map((call) => call.headers.get('X-CSRF-Token'))).toEqual([null, 'token-1']);
    expect(sent[1]?.init.body).toBe('{"a":1}');
    expect(sent[1]?.headers.get('Content-Type')).toBe('application/json');
  });

  /** An answer that arrives in these pieces. */
  const pieces =
    (...parts: string[]) =>
    () =>
      new Response(
        new ReadableStream({
          start: (stream) => {
            for (const part of parts) stream.enqueue(new TextEncoder().encode(part));
            stream.close();
          },
        }),
      );
  const isNews = (line: unknown): boolean => typeof line === 'object' && line !== null && 'page' in line;

  it('hears news line by line, however they are cut, and then the answer', async () => {
    const { client, sent } = clientAgainst(pieces('{"page":1}\n{"pa', 'ge":2}\n{"id":"d"}\n'));
    const news: unknown[] = [];
    const take = (line: unknown): boolean => isNews(line) && news.push(line) > 0;
    await expect(client.upload('/plans/import', new FormData(), take)).resolves.toEqual({ id: 'd' });
    expect(news).toEqual([{ page: 1 }, { page: 2 }]);
    expect(sent[0]?.headers.get('Accept')).toContain('application/x-ndjson');
  });

  it('takes a problem in the last line for one, and an answer that breaks off for none', async () => {
    const refused = clientAgainst(pieces('{"page":1}\n{"status":422,"code":"NOT_A_PLAN","detail":"没有措施"}\n'));
    expect(await faultOf(refused.client.upload('/plans/import', new FormData(), isNews))).toMatchObject({
      status: 422,
      code: 'NOT_A_PLAN',
    });
    const broken = clientAgainst(pieces('{"page":1}\n'));
    expect((await faultOf(broken.client.upload('/plans/import', new FormData(), isNews))).code).toBe('UNREACHABLE');
  });

  it('leaves the type of a form to the browser, which knows its boundary', async () => {
    const { client, sent } = clientAgainst(() => Response.json({ id: 'd' }, { status: 201 }));
    const form = new FormData();
    form.append('text', '方案');
    await client.send('POST', '/plans/import', form);
    expect(sent[0]?.headers.has('Content-Type')).toBe(false);
    expect(sent[0]?.init.body).toBe(form);
  });

  it('brings nothing for 204', async () => {
    const { client } = clientAgainst(() => new Response(null, { status: 204 }));
    await expect(client.send('DELETE', '/session')).resolves.toBeUndefined();
  });

  it('turns a conflict into what the page can show, the current item included', async () => {
    const { client, ended } = clientAgainst(
      problem(409, {
        type: 'about:blank',
        title: '已被更新',
        status: 409,
        code: 'STALE_VERSION',
        detail: '负责人已提交',
        errors: [],
        current: { version: 3 },
      }),
    );
    const fault = await faultOf(client.send('POST', '/work-items/1/submit', { text: 'x', version: 2 }));
    expect([fault.status, fault.code, fault.title, fault.detail]).toEqual([
      409,
      'STALE_VERSION',
      '已被更新',
      '负责人已提交',
    ]);
    expect(fault.details.current).toEqual({ version: 3 });
    expect(ended).toEqual([]);
  });

  it('keeps every fault of the input with its place', async () => {
    const errors = [{ pointer: '/text', detail: '不能为空' }];
    const { client } = clientAgainst(
      problem(400, { title: '有误', status: 400, code: 'VALIDATION', detail: '', errors }),
    );
    expect((await faultOf(client.send('POST', '/x', {}))).errors).toEqual(errors);
  });

  it('says when the session has ended, but not for the question whether there is one', async () => {
    const body = { title: '', status: 401, code: 'UNAUTHENTICATED', detail: '', errors: [] };
    const { client, ended } = clientAgainst(problem(401, body));
    await faultOf(client.get('/session'));
    expect(ended).toEqual([]);
    await faultOf(client.get('/plans'));
    expect(ended).toEqual(['signed out']);
  });

  it('speaks of a lost network in the reader’s language', async () => {
    const offline = () => Promise.reject(new TypeError('fetch failed'));
    const zh = await faultOf(clientAgainst(offline, 'zh').client.get('/plans'));
    const en = await faultOf(clientAgainst(offline, 'en').client.get('/plans'));
    expect(zh.code).toBe('UNREACHABLE');
    expect(zh.detail).toContain('连不上服务器');
    expect(en.detail).toContain('cannot be reached');
  });

  it('does not show a proxy’s page of HTML to the reader', async () => {
    const { client } = clientAgainst(() => new Response('<html>502</html>', { status: 502 }));
    const fault = await faultOf(client.get('/plans'));
    expect([fault.status, fault.code]).toEqual([502, 'UNREADABLE']);
    expect(fault.detail).not.toContain('<');
  });

  it('lets a query be abandoned without calling it a fault of the network', async () => {
    const { client } = clientAgainst(() => Promise.reject(new DOMException('gone', 'AbortError')));
    await expect(client.get('/plans')).rejects.toMatchObject({ name: 'AbortError' });
  });
});
