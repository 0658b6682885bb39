import { pino } from 'pino';
import request from 'supertest';
import { createTemporalParts, type TemporalParts } from '../../api/temporal.ts';
import { loadCaller } from '../../prisma/repositories/accounts.ts';
import { COUNTY, launchPlan, PASSWORD, startApi, type TestApi, TODAY } from './support.ts';

describe('while Temporal is away', () => {
  let api: TestApi;
  let parts: TemporalParts;
  beforeAll(async () => {
    api = await startApi();
    const settings = { temporalAddress: '127.0.0.1:1', temporalNamespace: 'default', temporalTaskQueue: 'duban' };
    parts = createTemporalParts(settings, api.db, pino({ level: 'silent' }));
  });
  afterAll(async () => {
    await parts.close();
    await api.close();
  });

  it('health says so', async () => {
    await expect(parts.temporalHealth()).rejects.toThrow();
    expect(await parts.engine.workers()).toBeNull();
  });

  it('a launch stands, its rollout is left to the next round', async () => {
    const planId = await launchPlan(api);
    await expect(parts.rollout(planId)).resolves.toBeUndefined();
    expect(await api.db.workItem.count({ where: { planId } })).toBeGreaterThan(0);
  });

  it('the clock stays where it is and can be moved later', async () => {
    const account = await api.db.account.findUniqueOrThrow({ where: { username: 'office' } });
    const caller = await loadCaller(api.db, account.id);
    if (!caller) throw new Error('no caller');
    await expect(parts.clockMover.moveClock(COUNTY, '2019-12-09', caller.actor)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    const county = await api.db.county.findUniqueOrThrow({ where: { id: COUNTY } });
    expect(county).toMatchObject({ businessDate: TODAY, movingTo: null });
  });
});

describe('behind a proxy that speaks https', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ publicUrl: 'https://duban.example' });
  });
  afterAll(() => api.close());

  it('the session cookie is never sent over plain http', async () => {
    const signIn = () => request(api.app).post('/api/session').send({ username: 'office', password: PASSWORD });
    const secure = await signIn().set('X-Forwarded-Proto', 'https').expect(200);
    expect(String(secure.headers['set-cookie'])).toContain('Secure');
    const plain = await signIn();
    expect(plain.headers['set-cookie']).toBeUndefined();
  });
});
