import request from 'supertest';
import { MAX_FAILURES_PER_USERNAME } from '../../api/http/signInLimit.ts';
import { pruneSessions } from '../../prisma/repositories/accounts.ts';
import { clientOf, PASSWORD, signIn, startApi, type TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('signing in', () => {
  it('answers with the user, the posts held on the business day, and a CSRF token', async () => {
    const answer = await request(api.app)
      .post('/api/session')
      .send({ username: 'eduHead', password: PASSWORD })
      .expect(200);
    expect(answer.body.user).toMatchObject({
      username: 'eduHead',
      roles: ['UNIT_HEAD'],
      units: [{ name: '县教育局' }],
      mustChangePassword: false,
      county: { name: '测试县', fictional: true },
      mode: 'rehearsal',
      businessDate: '2019-12-02',
    });
    expect(answer.body.csrfToken).toMatch(/^[0-9a-f]{32,}$/);
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).not.toContain('Secure');
    expect(JSON.stringify(answer.body)).not.toContain('argon2');
  });

  it('keeps nothing of a session that was there before', async () => {
    const before = await api.as('eduHead');
    const again = await request(api.app)
      .post('/api/session')
      .set('Cookie', before.cookie)
      .send({ username: 'finHead', password: PASSWORD })
      .expect(200);
    expect(String(again.headers['set-cookie'])).not.toContain(before.cookie);
    await before.get('/api/session').expect(401);
  });

  it('says the same of a wrong password and of an unknown user, in the language asked for', async () => {
    const wrong = await request(api.app)
      .post('/api/session')
      .send({ username: 'chief', password: 'wrong' })
      .expect(401);
    const unknown = await request(api.app)
      .post('/api/session')
      .send({ username: 'nobody', password: 'wrong' })
      .expect(401);
    expect(wrong.headers['content-type']).toContain('application/problem+json');
    expect(wrong.body).toMatchObject({ code: 'UNAUTHENTICATED', status: 401, detail: '用户名或密码不正确' });
    expect(unknown.body).toEqual(wrong.body);
    const english = await request(api.app)
      .post('/api/session')
      .set('Accept-Language', 'en')
      .send({ username: 'chief', password: 'wrong' })
      .expect(401);
    expect(english.body.detail).toBe('The username or the password is wrong');
  });

  it('names every missing field by its pointer, in both languages', async () => {
    const chinese = await request(api.app).post('/api/session').send({}).expect(400);
    expect(chinese.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/username', '/password']);
    expect(chinese.body.errors[0].detail).toMatch(/[一-龥]/);
    const english = await request(api.app).post('/api/session').set('Accept-Language', 'en-GB').send({}).expect(400);
    expect(english.body.errors[0].detail).not.toMatch(/[一-龥]/);
  });

  it('ends with the session', async () => {
    const client = await api.as('leader');
    await client.get('/api/session').expect(200);
    await client.delete('/api/session').expect(204);
    await client.get('/api/session').expect(401);
  });

  it('stops guessing of one username, but not others from the same address', async () => {
    for (let attempt = 0; attempt < MAX_FAILURES_PER_USERNAME; attempt += 1) {
      await request(api.app).post('/api/session').send({ username: 'otherLeader', password: 'guess' }).expect(401);
    }
    const refused = await request(api.app).post('/api/session').send({ username: 'otherLeader', password: PASSWORD });
    expect(refused.status).toBe(429);
    expect(refused.body.retryAfterSeconds).toBeGreaterThan(0);
    await signIn(api.app, 'discipline');
  });

  it('counts guesses that come at once like those that come one after the other', async () => {
    const guess = () => request(api.app).post('/api/session').send({ username: 'somebody', password: 'guess' });
    const answers = await Promise.all(Array.from({ length: MAX_FAILURES_PER_USERNAME + 5 }, guess));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(MAX_FAILURES_PER_USERNAME);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  it('that succeeds does not count against the address', async () => {
    const counted = () =>
      api.db.$queryRaw<{ points: number }[]>`SELECT points FROM sign_in_limit WHERE key LIKE 'sign_in_address:%'`;
    const before = await counted();
    expect(before).toHaveLength(1);
    await signIn(api.app, 'office');
    expect(await counted()).toEqual(before);
  });
});

it('sessions that are over are removed, others stay', async () => {
  const client = await api.as('office');
  await api.db.session.create({ data: { sid: 'over', sess: {}, expire: new Date(Date.now() - 86_400_000) } });
  expect(await pruneSessions(api.db)).toBe(1);
  await client.get('/api/session').expect(200);
});

describe('calls by cookie', () => {
  it('are refused without the session’s CSRF token where they change something', async () => {
    const client = await api.as('admin');
    await request(api.app)
      .put('/api/account/language')
      .set('Cookie', client.cookie)
      .send({ language: 'en' })
      .expect(403);
    await clientOf(api.app, client.cookie, 'f'.repeat(64)).put('/api/account/language', { language: 'en' }).expect(403);
    await client.put('/api/account/language', { language: 'en' }).expect(204);
    const session = await client.get('/api/session').expect(200);
    expect(session.body.user.language).toBe('en');
  });
});

describe('personal tokens', () => {
  it('work without CSRF token until revoked, and are never shown again', async () => {
    const client = await api.as('chief');
    const made = await client.post('/api/account/tokens', { name: 'script', days: 1 }).expect(201);
    const { token, id } = made.body;
    const bearer = () => request(api.app).get('/api/session').set('Authorization', `Bearer ${token}`);
    expect((await bearer().expect(200)).body.user.username).toBe('chief');
    await request(api.app)
      .put('/api/account/language')
      .set('Authorization', `Bearer ${token}`)
      .send({ language: 'zh' })
      .expect(204);
    const listed = await client.get('/api/account/tokens').expect(200);
    expect(listed.body.items).toHaveLength(1);
    expect(JSON.stringify(listed.body)).not.toContain(token);
    const rows = await api.db.personalToken.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
    await client.delete(`/api/account/tokens/${id}`).expect(204);
    await bearer().expect(401);
  });

  it('end on their day', async () => {
    const client = await api.as('chief');
    const { body } = await client.post('/api/account/tokens', { name: 'old', days: 1 }).expect(201);
    await api.db.personalToken.update({ where: { id: body.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await request(api.app).get('/api/session').set('Authorization', `Bearer ${body.token}`).expect(401);
  });
});

describe('a password', () => {
  it('that an administrator has reset must be changed before anything else, and ends other sessions', async () => {
    const old = await api.as('finHead');
    const admin = await api.as('admin');
    const accounts = await admin.get('/api/accounts?q=finHead').expect(200);
    const reset = await admin.post(`/api/accounts/${accounts.body.items[0].id}/reset-password`).expect(200);
    expect(reset.body.username).toBe('finHead');
    await old.get('/api/session').expect(401);
    await request(api.app).post('/api/session').send({ username: 'finHead', password: PASSWORD }).expect(401);

    const client = await signIn(api.app, 'finHead', reset.body.temporaryPassword);
    const refused = await client.get('/api/work-items?mine=true').expect(403);
    expect(refused.body.mustChangePassword).toBe(true);
    const short = await client
      .put('/api/account/password', { current: reset.body.temporaryPassword, next: 'short' })
      .expect(400);
    expect(short.body.errors[0].pointer).toBe('/next');
    await client.put('/api/account/password', { current: 'not that one', next: 'quite another one' }).expect(400);
    await client
      .put('/api/account/password', { current: reset.body.temporaryPassword, next: 'quite another one' })
      .expect(200);
    await client.get('/api/work-items?mine=true').expect(200);
    await signIn(api.app, 'finHead', 'quite another one');
  });

  it('that its owner changes ends the other sessions and the personal tokens, and the trail says so', async () => {
    const elsewhere = await api.as('leader');
    const client = await api.as('leader');
    const { body } = await client.post('/api/account/tokens', { name: 'script', days: 1 }).expect(201);
    const stranger = await (await api.as('chief')).post('/api/account/tokens', { name: 'other', days: 1 }).expect(201);
    const change = await client
      .put('/api/account/password', { current: PASSWORD, next: 'quite another one' })
      .expect(200);
    expect(change.body).toEqual({ sessionsEnded: 1, tokensRevoked: 1 });
    await elsewhere.get('/api/session').expect(401);
    await request(api.app).get('/api/session').set('Authorization', `Bearer ${body.token}`).expect(401);
    await request(api.app).get('/api/session').set('Authorization', `Bearer ${stranger.body.token}`).expect(200);
    await client.get('/api/session').expect(200);
    expect((await client.get('/api/account/tokens').expect(200)).body.items).toEqual([]);
    const events = await api.db.auditEvent.findMany({ where: { kind: 'ACCOUNT_PASSWORD_CHANGED' } });
    const account = await api.db.account.findUniqueOrThrow({ where: { username: 'leader' } });
    expect(events.filter(({ accountId }) => accountId === account.id)).toMatchObject([
      { businessDay: '2019-12-02', data: { username: 'leader', sessionsEnded: 1, tokensRevoked: 1 } },
    ]);
    expect(JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      'another one',
    );
  });

  it('of a disabled account opens nothing, and its sessions end at once', async () => {
    const head = await api.as('eduLiaison');
    const admin = await api.as('admin');
    const { body } = await admin.get('/api/accounts?q=eduLiaison').expect(200);
    await admin.post(`/api/accounts/${body.items[0].id}/disable`).expect(204);
    await head.get('/api/session').expect(401);
    await request(api.app).post('/api/session').send({ username: 'eduLiaison', password: PASSWORD }).expect(401);
    await admin.post(`/api/accounts/${body.items[0].id}/enable`).expect(204);
    await api.as('eduLiaison');
  });
});
