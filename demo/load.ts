import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hash } from '@node-rs/argon2';
import { defaultPeriods } from '../api/plans/defaults.ts';
import { shippedDefinitions } from '../api/shippedDefinitions.ts';
import type { LaunchSettings } from '../domain/launch.ts';
import type { DemoDeps, DemoOutcome } from '../embedded/demonstration.ts';
import { readDocument } from '../importer/readDocument.ts';
import { createDb, type Db, type Tx } from '../prisma/client.ts';
import { findForSignIn, listDemoAccounts, loadCaller } from '../prisma/repositories/accounts.ts';
import type { Actor } from '../prisma/repositories/actor.ts';
import { type CountyDay, loadCountyDay } from '../prisma/repositories/clock.ts';
import { createDraft, updateDraft } from '../prisma/repositories/drafts.ts';
import { launchDraft } from '../prisma/repositories/launch.ts';
import { createUnits } from '../prisma/repositories/launchParties.ts';
import {
  addRehearsalPeople,
  type RehearsalPost,
  setRehearsalPassword,
} from '../prisma/repositories/rehearsalPeople.ts';
import { installationMode, publishDefinition, setUpCounty } from '../prisma/repositories/setup.ts';
import {
  DISCIPLINE_UNIT,
  demoCounty,
  demoGroups,
  demoLeaders,
  demoUnits,
  inventedNames,
  OFFICE_UNIT,
} from './county.ts';

/**
 * The demonstration: at the first start makes the county that does not exist, its people and accounts, reads the plan
 * through the importer and launches it. At later starts it only answers with the accounts.
 *
 * @param deps.launch False: the county and its people only; the plan is left to whoever imports it.
 */
export async function loadDemo(deps: DemoDeps & { launch?: boolean }): Promise<DemoOutcome> {
  const { databaseUrl, password, passwordChanged, say, launch = true } = deps;
  const db = createDb(databaseUrl);
  try {
    const loaded = (await installationMode(db)) === null;
    if (loaded) {
      say('正在建立演示县并导入演示方案……', 'Making the demonstration county and importing its plan …');
      const settings = await db.$transaction(async (tx) => makeCounty(tx, await hash(password)));
      if (launch) await launchDemoPlan(db, settings);
    } else if (passwordChanged) {
      await setRehearsalPassword(db, demoCounty.id, await hash(password));
    }
    const accounts = await listDemoAccounts(db);
    return {
      loaded,
      accounts: accounts.map(({ username, role, unit }) => ({ username, role: role ?? '', unit: unit ?? '' })),
    };
  } finally {
    await db.$disconnect();
  }
}

type FixedSettings = Pick<
  LaunchSettings,
  'measureVersionId' | 'unitVersionId' | 'ladderId' | 'officeUnitId' | 'approverPostId'
>;

/** County, units, groups, leaders and accounts, as an administrator would have entered them. */
async function makeCounty(tx: Tx, passwordHash: string): Promise<FixedSettings> {
  const ladderId = await setUpCounty(tx, 'REHEARSAL', demoCounty);
  const county = await loadCountyDay(tx, demoCounty.id);
  const [measureVersionId, unitVersionId] = await publishShipped(tx, county);
  const units = demoUnits.map((unit) => ({ id: randomUUID(), ...unit }));
  const unitId = (name: string) => units.find((unit) => unit.name === name)?.id ?? null;
  const post = (kind: RehearsalPost['post']['kind'], title: string, of: string | null = null) => ({
    ...{ id: randomUUID(), countyId: county.countyId, unitId: of, kind, title },
  });
  const unitPosts = await createUnits(tx, county, units);
  for (const [name, members] of Object.entries(demoGroups)) {
    const unitIds = members.map(unitId).filter((id) => id !== null);
    const rows = unitIds.map((id) => ({ unitId: id, fromDay: county.today }));
    await tx.unitGroup.create({
      data: { id: randomUUID(), countyId: county.countyId, name, aliases: [], members: { create: rows } },
    });
  }
  const officePost = post('OFFICE', '领导小组办公室主任', unitId(OFFICE_UNIT));
  const disciplinePost = post('DISCIPLINE', '监督检查室主任', unitId(DISCIPLINE_UNIT));
  const adminPost = post('ADMIN', '系统管理员');
  // What one administrator draws another one publishes.
  const secondAdminPost = post('ADMIN', '系统管理员（复核）');
  const leaders = demoLeaders.map(({ name, title, chief }) => ({
    personName: name,
    post: post(chief ? 'CHIEF_LEADER' : 'LEADER', title),
  }));
  const others = [officePost, disciplinePost, adminPost, secondAdminPost];
  await tx.post.createMany({ data: [...others, ...leaders.map((leader) => leader.post)] });
  const names = inventedNames();
  const people: RehearsalPost[] = [
    { post: officePost, username: 'office', personName: names.next() },
    { post: disciplinePost, username: 'discipline', personName: names.next() },
    { post: adminPost, username: 'admin', personName: names.next() },
    ...leaders,
    ...unitPosts.map((unitPost) => ({ post: unitPost, personName: names.next() })),
    { post: secondAdminPost, username: 'admin2', personName: names.next() },
  ];
  await addRehearsalPeople(tx, county, people, passwordHash);
  const chief = leaders.find((leader) => leader.post.kind === 'CHIEF_LEADER');
  return {
    ...{ measureVersionId, unitVersionId, ladderId },
    officeUnitId: unitId(OFFICE_UNIT) ?? '',
    approverPostId: chief?.post.id ?? null,
  };
}

async function publishShipped(tx: Tx, county: CountyDay): Promise<[string, string]> {
  const ids: string[] = [];
  for (const definition of shippedDefinitions()) ids.push(await publishDefinition(tx, county.countyId, definition));
  return [ids[0] ?? '', ids[1] ?? ''];
}

/** Reads the plan through the importer and launches it as the office would. */
async function launchDemoPlan(db: Db, fixed: FixedSettings): Promise<void> {
  const bytes = readFileSync(new URL('./plan.txt', import.meta.url));
  const { text, result } = await readDocument(bytes, 'plan.txt');
  const actor = await officeActor(db);
  const county = await loadCountyDay(db, demoCounty.id);
  const settings: LaunchSettings = { ...fixed, ...(await namedGroups(db)), ...defaultPeriods(result, county) };
  const draftId = await createDraft(db, actor, { fileName: '青禾县稳固脱贫成果实施方案.txt', bytes, text }, result);
  await updateDraft(db, actor, draftId, 1, { content: result, settings });
  await launchDraft(db, actor, draftId, { businessDate: demoCounty.businessDate });
}

/** Short forms that the plan uses are aliases of units; groups have the members that the office knows. */
async function namedGroups(db: Db): Promise<Pick<LaunchSettings, 'units' | 'groups' | 'leaders'>> {
  const units = await db.unit.findMany({ where: { countyId: demoCounty.id } });
  const idOf = (name: string) => units.filter((unit) => unit.name === name).map((unit) => unit.id);
  return {
    units: Object.fromEntries(units.flatMap((unit) => unit.aliases.map((alias) => [alias, { use: unit.id }]))),
    groups: Object.fromEntries(
      Object.entries(demoGroups).map(([name, members]) => [name, { members: members.flatMap(idOf) }]),
    ),
    leaders: {},
  };
}

async function officeActor(db: Db): Promise<Actor> {
  const account = await findForSignIn(db, 'office');
  const caller = account && (await loadCaller(db, account.id));
  if (!caller) throw new Error('The demonstration has no office account');
  return caller.actor;
}
