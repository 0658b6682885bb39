import { MOST_TOLD } from '../../domain/trail.ts';
import type { AuditKind } from '../../prisma/generated/enums.ts';
import { COUNTY, startLaunched, type TestApi, TODAY } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  ({ api } = await startLaunched());
});
afterAll(() => api.close());

const tell = (n: number, kind: AuditKind, of: { measureId?: string; definitionId?: string }) =>
  api.db.auditEvent.createMany({
    data: Array.from({ length: n }, (_, at) => ({
      personName: `${at}`,
      countyId: COUNTY,
      kind,
      businessDay: TODAY,
      data: {},
      ...of,
    })),
  });

it('a measure’s trail hands out one entry more than a page tells where there are more', async () => {
  const { id: measureId } = await api.db.measure.findFirstOrThrow();
  const office = await api.as('office');
  const told = async () => (await office.get(`/api/measures/${measureId}`).expect(200)).body.timeline.length;
  const already = await told();
  await tell(MOST_TOLD - already, 'MEASURE_URGENCY', { measureId });
  expect(await told()).toBe(MOST_TOLD);
  await tell(5, 'MEASURE_URGENCY', { measureId });
  expect(await told()).toBe(MOST_TOLD + 1);
});

it('a definition’s trail says where earlier changes are left out, and no decision falls to changes', async () => {
  const { id: definitionId } = await api.db.processDefinition.findFirstOrThrow({ where: { key: 'measureLifecycle' } });
  const admin = await api.as('admin');
  const read = async () => (await admin.get(`/api/definitions/${definitionId}`).expect(200)).body;
  const before = await read();
  expect(before.trailCut).toBe(false);
  await tell(300, 'DEFINITION_CHANGED', { definitionId });
  const full = await read();
  expect([full.trailCut, full.trail.length]).toEqual([false, before.trail.length + 300]);
  await tell(1, 'DEFINITION_CHANGED', { definitionId });
  const cut = await read();
  expect([cut.trailCut, cut.trail.length]).toEqual([true, full.trail.length]);
});
