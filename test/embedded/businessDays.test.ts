import { createDb, type Db } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { migratedBefore } from '../support/migratedBefore.ts';

const OF_VERSIONS = '20261128084414_publication_day';
const OF_DRAFTS = '20261128090800_draft_days';

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await createEmptyDatabase();
  db = createDb(database.url);
});
afterEach(async () => {
  await db.$disconnect();
  await database.drop();
});

async function county(id: string, businessDate: string | null): Promise<void> {
  await db.$executeRaw`INSERT INTO "County" (id, name, "businessDate") VALUES (${id}, '示范县', ${businessDate})`;
  await db.$executeRaw`INSERT INTO "ProcessDefinition" (id, "countyId", key, name) VALUES (${id}, ${id}, 'check', '检查')`;
}

/** @param at The machine's instant, UTC. */
async function published(countyId: string, version: number, at: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "DefinitionVersion" (id, "definitionId", version, state, "bpmnXml", graph, "graphHash", "publishedAt")
    VALUES (${`${countyId} ${version}`}, ${countyId}, ${version}, 'PUBLISHED', '', '{}', '', ${at}::timestamptz)`;
}

async function event(countyId: string, kind: string, businessDay: string, at: string, version?: number): Promise<void> {
  const [definitionId, data] = version === undefined ? [null, {}] : [countyId, { version }];
  await db.$executeRaw`
    INSERT INTO "AuditEvent" ("countyId", kind, at, "businessDay", "definitionId", data)
    VALUES (${countyId}, ${kind}::"AuditKind", ${at}::timestamptz, ${businessDay}, ${definitionId}, ${JSON.stringify(data)}::jsonb)`;
}

const days = async (definitionId: string) =>
  (await db.definitionVersion.findMany({ where: { definitionId }, orderBy: { version: 'asc' } })).map(
    ({ publishedOn }) => publishedOn,
  );

it('versions published before bear the business day of the trail, and in production the day of the county', async () => {
  await migratedBefore(database.url, OF_VERSIONS);
  await county('rehearsal', '2020-06-30');
  await published('rehearsal', 1, '2026-11-20T01:00:00Z');
  await event('rehearsal', 'PLAN_LAUNCHED', '2019-12-02', '2026-11-20T01:01:00Z');
  await published('rehearsal', 2, '2026-11-21T01:00:00Z');
  await event('rehearsal', 'DEFINITION_PUBLISHED', '2020-02-03', '2026-11-21T01:00:00Z', 2);
  await published('rehearsal', 3, '2026-11-22T01:00:00Z');
  await event('rehearsal', 'PLAN_LAUNCHED', '2020-06-30', '2026-11-23T01:00:00Z');
  await county('silent', '2019-12-02');
  await published('silent', 1, '2026-11-20T01:00:00Z');
  await county('production', null);
  await published('production', 1, '2026-11-20T17:30:00Z');
  await migrate(database.url);

  expect(await days('rehearsal')).toEqual(['2019-12-02', '2020-02-03', '2020-02-03']);
  expect(await days('silent')).toEqual(['2019-12-02']);
  expect(await days('production')).toEqual(['2026-11-21']);
});

it('drafts bear the business day of their last correction', async () => {
  await migratedBefore(database.url, OF_DRAFTS);
  await county('rehearsal', '2020-06-30');
  await county('production', null);
  const draft = (id: string, countyId: string) => db.$executeRaw`
    INSERT INTO "PlanDraft" (id, "countyId", "documentId", content, settings, "createdBy", "updatedAt")
    VALUES (${id}, ${countyId}, 'd', '{}', '{}', 'account', '2026-11-20T17:30:00Z')`;
  const told = (kind: string, businessDay: string, draftId: string) => db.$executeRaw`
    INSERT INTO "AuditEvent" ("countyId", kind, "businessDay", data)
    VALUES ('rehearsal', ${kind}::"AuditKind", ${businessDay}, ${JSON.stringify({ draftId })}::jsonb)`;
  for (const id of ['imported', 'corrected']) {
    await draft(id, 'rehearsal');
    await told('PLAN_IMPORTED', '2019-12-02', id);
  }
  await told('DRAFT_CHANGED', '2020-02-03', 'corrected');
  await draft('real', 'production');
  await migrate(database.url);

  const drafts = await db.planDraft.findMany({ orderBy: { id: 'asc' }, select: { id: true, changedOn: true } });
  expect(drafts.map(({ id, changedOn }) => `${id} ${changedOn}`)).toEqual([
    ...['corrected 2020-02-03', 'imported 2019-12-02', 'real 2026-11-21'],
  ]);
});
