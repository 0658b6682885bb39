import { post } from '../../activities/channels/post.ts';
import { certificate, type Provider, startProvider } from '../support/provider.ts';

let provider: Provider;
beforeEach(async () => {
  provider = await startProvider();
});
afterEach(() => provider.down());

const request = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{"a":"督"}' });
const named = { privateHosts: ['127.0.0.1'], timeoutMs: 300 };
const unnamed = { privateHosts: [], timeoutMs: 300 };

it('posts the body as it is and gives back what was answered', async () => {
  provider.behave(() => ({ status: 202, body: 'taken' }));
  expect(await post(request(provider.at('/hook?a=1')), named)).toEqual({
    ...{ state: 'ANSWERED', status: 202, body: 'taken' },
  });
  expect(provider.received).toEqual([expect.objectContaining({ path: '/hook?a=1', body: '{"a":"督"}' })]);
});

it('follows no redirect: its answer is the answer', async () => {
  provider.behave(({ path }) => ({
    status: path === '/hook' ? 307 : 200,
    body: '',
    headers: { location: provider.at('/elsewhere') },
  }));
  expect(await post(request(provider.at('/hook')), named)).toMatchObject({ state: 'ANSWERED', status: 307 });
  expect(provider.received).toHaveLength(1);
});

it.each([
  ['an address of this machine', (port: number) => `https://127.0.0.1:${port}/`],
  ['an IPv6 address of this machine', (port: number) => `https://[::1]:${port}/`],
  ['a name that leads to this machine', (port: number) => `https://localhost:${port}/`],
  ['an address without encryption', (port: number) => `http://127.0.0.1:${port}/`],
])('never connects to %s that is not named for it', async (_, url) => {
  const secure = await startProvider({ secure: true });
  const answer = await post(request(url(secure.port)), { ...unnamed, ca: certificate.cert });
  await secure.down();
  expect(answer).toEqual({ state: 'UNSENT', final: true, reason: 'PRIVATE_ADDRESS' });
  expect(secure.received).toEqual([]);
});

it('speaks https, and only to whom the certificate is trusted', async () => {
  const secure = await startProvider({ secure: true });
  const trusted = await post(request(secure.at('/')), { ...named, ca: certificate.cert });
  const distrusted = await post(request(secure.at('/')), named);
  await secure.down();
  expect(trusted).toMatchObject({ state: 'ANSWERED', status: 200 });
  expect(distrusted).toMatchObject({
    state: 'UNSENT',
    final: false,
    reason: expect.stringMatching(/CERT|SELF_SIGNED/),
  });
  expect(secure.received).toHaveLength(1);
});

it('where nobody listens nothing was sent, and it can be tried again', async () => {
  await provider.down();
  expect(await post(request(provider.at('/')), named)).toEqual({
    ...{ state: 'UNSENT', final: false, reason: 'ECONNREFUSED' },
  });
  await provider.up();
});

it.each(['silence', 'hang up'] as const)('after %s nobody knows whether it was taken', async (behaviour) => {
  provider.behave(() => behaviour);
  expect(await post(request(provider.at('/')), named)).toMatchObject({ state: 'UNCERTAIN' });
  expect(provider.received).toHaveLength(1);
});

it('does not read an answer without end', async () => {
  provider.behave(() => ({ status: 200, body: 'x'.repeat(1_000_000) }));
  expect(await post(request(provider.at('/')), named)).toEqual({ state: 'UNCERTAIN', reason: 'ANSWER_TOO_LONG' });
});
