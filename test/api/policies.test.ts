import request from 'supertest';
import type { AppDeps } from '../../api/deps.ts';
import { createRoutes } from '../../api/routes.ts';
import { type Client, startApi, type TestApi, type Username } from './support.ts';

type Role = 'office' | 'head' | 'liaison' | 'leader' | 'chief' | 'discipline' | 'admin';
const accounts: Record<Role, Username> = {
  office: 'office',
  head: 'eduHead',
  liaison: 'eduLiaison',
  leader: 'leader',
  chief: 'chief',
  discipline: 'discipline',
  admin: 'admin',
};
const everybody = Object.keys(accounts) as Role[];
const readers: Role[] = ['office', 'head', 'liaison', 'leader', 'chief', 'discipline'];
const keepers: Role[] = ['office', 'admin'];
const deciders: Role[] = ['office', 'leader', 'chief'];

/** Who may call what, as the office that asked for the product would say it. `anyone` needs no sign-in. */
const allowed: Record<string, readonly Role[] | 'anyone'> = {
  'POST /session': 'anyone',
  'GET /session': everybody,
  'DELETE /session': everybody,
  'GET /public': 'anyone',
  'PUT /account/password': everybody,
  'PUT /account/language': everybody,
  'GET /account/tokens': everybody,
  'POST /account/tokens': everybody,
  'DELETE /account/tokens/:id': everybody,
  'POST /plans/import': ['office'],
  'GET /plans/drafts': ['office'],
  'GET /plans/drafts/:id': ['office'],
  'PATCH /plans/drafts/:id': ['office'],
  'DELETE /plans/drafts/:id': ['office'],
  'POST /plans/drafts/:id/launch': ['office'],
  'GET /plans/:id/revision': ['office'],
  'POST /plans/:id/revision': ['office'],
  'GET /plans': everybody,
  'GET /plans/:id': readers,
  'GET /plans/:id/measures': readers,
  'GET /plans/:id/reporting': readers,
  'GET /plans/:id/document': readers,
  'PUT /plans/:id/clauses/:clauseId': ['office'],
  'GET /measures/:id': readers,
  'POST /measures/:id/deadline/preview': deciders,
  'POST /measures/:id/deadline': deciders,
  'POST /measures/:id/deadline/planned/:changeId/cancel': deciders,
  'GET /planned-deadlines': readers,
  'GET /plans/:id/deadlines': deciders,
  'POST /plans/:id/deadlines/preview': deciders,
  'POST /plans/:id/deadlines': deciders,
  'POST /plans/:id/deadlines/:batchId/undo/preview': deciders,
  'POST /plans/:id/deadlines/:batchId/undo': deciders,
  'POST /plans/:id/deadlines/:batchId/cancel': deciders,
  'POST /measures/:id/deadline/undo/preview': deciders,
  'POST /measures/:id/deadline/undo': deciders,
  'POST /measures/:id/pause': deciders,
  'POST /measures/:id/resume': deciders,
  'POST /measures/:id/withdraw': deciders,
  'POST /measures/:id/units': deciders,
  'POST /measures/:id/units/:unitId/remove': deciders,
  'GET /limits': keepers,
  'POST /limits': ['admin'],
  'GET /notice-rules': keepers,
  'POST /notice-rules': ['admin'],
  'PUT /notice-rules/people/:id': keepers,
  'GET /mail-templates': keepers,
  'POST /mail-templates/preview': ['admin'],
  'POST /mail-templates': ['admin'],
  'GET /inbox': everybody,
  'GET /inbox/unread': everybody,
  'POST /inbox/read': everybody,
  'POST /inbox/opened': everybody,
  'GET /extra-days': keepers,
  'POST /extra-days/preview': ['admin'],
  'POST /extra-days': ['admin'],
  'GET /posts/:id/handover': everybody,
  'GET /people/:id/leaving': keepers,
  'POST /people/:id/leave': ['admin'],
  'GET /units/:id': keepers,
  'GET /units/:id/lineage': keepers,
  'POST /units/:id/rename': keepers,
  'POST /unit-changes/preview': keepers,
  'POST /unit-changes': keepers,
  'GET /unit-changes/planned': keepers,
  'DELETE /unit-changes/planned/:id': keepers,
  'GET /delegations': everybody,
  'POST /delegations': everybody,
  'POST /delegations/:id/end': everybody,
  'GET /delegates': everybody,
  'GET /notices': readers,
  'GET /instructions': deciders,
  'GET /measures/:id/instructors': deciders,
  'POST /measures/:id/instructions': deciders,
  'GET /processes/startable': deciders,
  'GET /processes': deciders,
  'GET /processes/:id': deciders,
  'POST /processes': deciders,
  'POST /processes/:id/end': deciders,
  'GET /triggers': keepers,
  'GET /triggers/schedules': keepers,
  'POST /triggers': ['admin'],
  'POST /triggers/:id/pause': ['admin'],
  'POST /triggers/:id/resume': ['admin'],
  'POST /triggers/:id/remove': ['admin'],
  'POST /triggers/:id/run': ['admin'],
  'GET /monitor': ['admin'],
  'GET /monitor/choices': ['admin'],
  'GET /monitor/definitions/:id': ['admin'],
  'GET /monitor/processes': ['admin'],
  'GET /monitor/processes/:id': ['admin'],
  'POST /monitor/processes/:id/retry': ['admin'],
  'POST /monitor/processes/:id/skip-operation': ['admin'],
  'POST /monitor/processes/:id/cancel': ['admin'],
  'POST /monitor/items/:id/skip': ['admin'],
  'POST /monitor/items/:id/reassign': ['admin'],
  'GET /monitor/mail-failures': ['admin'],
  'POST /monitor/mail-failures/resend': ['admin'],
  'POST /plans/:id/clauses/:clauseId/schedule': ['office'],
  'PUT /triggers/:id': ['admin'],
  'GET /matters': readers,
  'GET /matters/:id': readers,
  'POST /matters': ['office'],
  'POST /matters/list': ['office'],
  'POST /matters/:id/rows': ['office'],
  'POST /matters/:id/close': deciders,
  'GET /burden': ['office', 'head', 'liaison', 'leader', 'chief'],
  'GET /burden/:id': ['office', 'head', 'liaison', 'leader', 'chief'],
  'GET /urgings': readers,
  'POST /urgings': deciders,
  'POST /urgings/:id/answer': readers,
  'GET /work-items': readers,
  'GET /work-items/:id': readers,
  'POST /work-items/:id/sign': readers,
  'POST /work-items/:id/prepare': readers,
  'POST /work-items/:id/submit': readers,
  'POST /work-items/:id/recall': readers,
  'POST /work-items/:id/accept': deciders,
  'POST /work-items/:id/return': deciders,
  'GET /board': everybody,
  'GET /escalations': readers,
  'GET /escalations/:id': readers,
  'GET /escalations/:id/package': [...deciders, 'discipline'],
  'POST /escalations/:id/approve': deciders,
  'POST /escalations/:id/reject': deciders,
  'POST /escalations/:id/explanation': deciders,
  'POST /escalations/:id/tolerate': [...deciders, 'discipline'],
  'POST /escalations/:id/talk': deciders,
  'POST /escalations/:id/talk/record': deciders,
  'POST /escalations/:id/talk/follow-up': deciders,
  'POST /escalations/:id/hold': deciders,
  'POST /escalations/:id/release': deciders,
  'POST /escalations/:id/acknowledge': ['chief', 'discipline'],
  'POST /escalations/:id/outcome': [...deciders, 'discipline'],
  'GET /letters': readers,
  'GET /letters/:id': readers,
  'GET /letters/:id/file': readers,
  'POST /letters/sign': deciders,
  'POST /letters': ['office'],
  'PUT /letters/:id': deciders,
  'POST /letters/:id/redraft': deciders,
  'POST /letters/:id/refuse': deciders,
  'POST /letters/:id/receive': ['head', 'liaison', 'discipline'],
  'GET /extensions': readers,
  'POST /extensions': ['head'],
  'GET /objections': readers,
  'POST /objections': ['head'],
  'GET /letter-templates': keepers,
  'POST /letter-templates/preview': ['admin'],
  'POST /letter-templates': ['admin'],
  'POST /letter-templates/:kind/form': ['admin'],
  'DELETE /letter-templates/:kind/form': ['admin'],
  'GET /work-items/:id/files': readers,
  'POST /work-items/:id/files': readers,
  'GET /work-items/:id/files/:fileId': readers,
  'DELETE /work-items/:id/files/:fileId': readers,
  'GET /units': [...deciders, 'admin'],
  'POST /units': ['admin'],
  'PATCH /units/:id': ['admin'],
  'GET /unit-groups': keepers,
  'POST /unit-groups': ['admin'],
  'PUT /unit-groups/:id': ['admin'],
  'GET /posts': keepers,
  'POST /posts': ['admin'],
  'PATCH /posts/:id': ['admin'],
  'POST /posts/:id/holdings': ['admin'],
  'PATCH /holdings/:id': ['admin'],
  'GET /name-decisions': keepers,
  'DELETE /name-decisions/:id': keepers,
  'GET /people': keepers,
  'POST /people': ['admin'],
  'PATCH /people/:id': ['admin'],
  'POST /people/:id/trust-address': keepers,
  'GET /accounts': ['admin'],
  'POST /accounts': ['admin'],
  'POST /accounts/:id/reset-password': ['admin'],
  'POST /accounts/:id/disable': ['admin'],
  'POST /accounts/:id/enable': ['admin'],
  'POST /organisation/import': ['admin'],
  'GET /calendar': everybody,
  'GET /calendar/:year': everybody,
  'GET /calendar/:year/versions': everybody,
  'GET /calendar/:year/packaged': ['admin'],
  'POST /calendar/notice': ['admin'],
  'POST /calendar/preview': ['admin'],
  'POST /calendar': ['admin'],
  'GET /definitions': keepers,
  'GET /definitions/templates': keepers,
  'GET /definitions/:id': keepers,
  'GET /definitions/:id/versions/:version': keepers,
  'GET /definitions/:id/comparison': keepers,
  'POST /definitions': ['admin'],
  'POST /definitions/:id/draft': ['admin'],
  'POST /definitions/:id/draft/file': ['admin'],
  'PUT /definitions/:id/draft': ['admin'],
  'POST /definitions/:id/discard': ['admin'],
  'POST /definitions/:id/submit': ['admin'],
  'POST /definitions/:id/recall': ['admin'],
  'POST /definitions/:id/versions/:version/retire': ['admin'],
  'POST /definitions/:id/return': keepers,
  'POST /definitions/:id/approve': keepers,
  'GET /definitions/:id/moves': ['admin'],
  'GET /definitions/:id/moves/preview': ['admin'],
  'POST /definitions/:id/moves': ['admin'],
  'GET /definitions/:id/moves/:moveId': ['admin'],
  'POST /definitions/:id/moves/:moveId/stop': ['admin'],
  'GET /rehearsals/plans': keepers,
  'POST /rehearsals': keepers,
  'POST /rehearsals/steps': keepers,
  'GET /ladders': keepers,
  'POST /ladders/preview': ['admin'],
  'GET /ladders/uses': keepers,
  'POST /ladders/uses/preview': ['admin'],
  'POST /ladders/uses': ['admin'],
  'POST /ladders/uses/:id/end': ['admin'],
  'POST /measures/:id/urgent': deciders,
  'POST /measures/:id/ordinary': deciders,
  'POST /ladders': ['admin'],
  'POST /ladders/planned/:id/cancel': ['admin'],
  'GET /channels': ['admin'],
  'POST /channels': ['admin'],
  'PUT /channels/:id': ['admin'],
  'POST /channels/:id/pause': ['admin'],
  'POST /channels/:id/resume': ['admin'],
  'POST /channels/:id/test': ['admin'],
  'GET /channels/:id/messages': ['admin'],
  'GET /channel-messages/failed': ['admin'],
  'POST /channel-messages/:id/resend': ['admin'],
  'GET /channel-deliveries': readers,
  'GET /clock': everybody,
  'PUT /clock': keepers,
  'GET /mailbox': everybody,
  'GET /demo/accounts': 'anyone',
};

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const routes = createRoutes({ pool: {} } as AppDeps);
const nameOf = (route: (typeof routes)[number]) => `${route.method.toUpperCase()} ${route.path}`;

/** Never an id that exists, and never a body that is valid: what passes the gate changes nothing. */
function call(client: Client, route: (typeof routes)[number]): request.Test {
  const path = `/api${route.path.replace(':year', '2020').replace(/:\w+/g, 'none')}`;
  if (route.method === 'get') return client.get(path);
  if (route.method === 'delete') return client.delete(path);
  return client[route.method](path, {});
}

it('every route is in the table above, and nothing else', () => {
  expect(routes.map(nameOf).sort()).toEqual(Object.keys(allowed).sort());
  for (const route of routes) expect(route.policy.sentence.zh).not.toBe('');
});

it('nobody who has not signed in passes any gate but the open ones', async () => {
  const wrong: string[] = [];
  for (const route of routes) {
    const path = `/api${route.path.replace(':year', '2020').replace(/:\w+/g, 'none')}`;
    const answer = await request(api.app)[route.method](path).send({});
    const refused = answer.status === 401;
    if (refused === (allowed[nameOf(route)] === 'anyone')) wrong.push(`${nameOf(route)}: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
});

it.each(everybody)('%s passes exactly the gates of the table', async (role) => {
  const client = await api.as(accounts[role]);
  const wrong: string[] = [];
  for (const route of routes.filter((one) => nameOf(one) !== 'DELETE /session')) {
    const entry = allowed[nameOf(route)] ?? [];
    const expected = entry === 'anyone' || entry.includes(role);
    const answer = await call(client, route);
    const passed = answer.status !== 401 && answer.status !== 403;
    if (passed !== expected) wrong.push(`${nameOf(route)}: ${answer.status}`);
    if (answer.status >= 500) wrong.push(`${nameOf(route)}: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
  await client.delete('/api/session').expect(204);
});

it('a person without any post passes only what everybody may', async () => {
  await api.db.postHolding.updateMany({ where: { postId: 'post-otherLeader' }, data: { toDay: '2019-12-01' } });
  const client = await api.as('otherLeader');
  const wrong: string[] = [];
  for (const route of routes.filter((one) => nameOf(one) !== 'DELETE /session')) {
    const entry = allowed[nameOf(route)] ?? [];
    const expected = entry === 'anyone' || entry.length === everybody.length;
    const answer = await call(client, route);
    if ((answer.status !== 401 && answer.status !== 403) !== expected) wrong.push(`${nameOf(route)}: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
});
