import { randomUUID } from 'node:crypto';
import { defaultGroupChoice, isGroupName, type LaunchContent, type LaunchSettings } from '../../domain/launch.ts';
import { matchGroup } from '../../domain/names/matchGroup.ts';
import type { Tx } from '../client.ts';
import type { CountyDay } from './clock.ts';
import { organisationNotFound } from './organisationChange.ts';
import { addRehearsalPeople, type RehearsalPost } from './rehearsalPeople.ts';
import { ensureGroup, joinGroup } from './unitGroups.ts';

/** The document's names as the county's units, groups and posts. */
export interface Parties {
  /** Unit id by name; group names are in `groups`. */
  units: Map<string, string>;
  groups: Map<string, string[]>;
  leaders: Map<string, string>;
  /** Groups that were launched without members: 待补. */
  pendingGroups: string[];
}

/** Whom the document names and the county does not have yet, with the ids that they get. */
interface Missing {
  units: NewUnit[];
  leaders: NewLeader[];
}

interface NewLeader {
  id: string;
  personName: string;
  title: string;
  /** Somebody of the county takes the post; without it somebody new does. */
  personId?: string | undefined;
}

/**
 * Finds or creates everyone whom the document names, as the office confirmed it. Of plans that are launched at once one
 * waits for the other, so that each finds what the other has made and none waits in a circle.
 */
export async function settleParties(
  tx: Tx,
  county: CountyDay,
  content: LaunchContent,
  settings: LaunchSettings,
): Promise<Parties> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`parties|${county.countyId}`}))::text`;
  const { missing, ...parties } = await foreseeParties(tx, county, content, settings);
  const posts = await createUnits(tx, county, missing.units);
  if (county.rehearsal)
    await addRehearsalPeople(
      tx,
      county,
      posts.map((post) => ({ post })),
    );
  for (const leader of missing.leaders) await createLeader(tx, county, leader);
  await settleGroups(tx, county, parties.groups);
  return parties;
}

/** Finds everyone whom the document names, as a launch would: whoever is missing is told and not created. */
export async function foreseeParties(
  tx: Tx,
  county: Pick<CountyDay, 'countyId'>,
  content: LaunchContent,
  settings: LaunchSettings,
): Promise<Parties & { missing: Missing }> {
  const unitNames = names(content, (m) => [...m.leadUnits, ...m.responsibleUnits, ...m.supportingUnits]);
  const single = unitNames.filter((name) => !isGroupName(name) && !(name in settings.groups));
  const units = await findUnits(tx, county, single, settings);
  const leaders = await findLeaders(
    tx,
    county,
    names(content, (m) => m.leaders),
    settings,
  );
  const grouped = unitNames.filter((name) => !units.found.has(name));
  return {
    ...{ units: units.found, leaders: leaders.found },
    ...(await findGroups(tx, county, grouped, settings, units.missing)),
    missing: { units: units.missing, leaders: leaders.missing },
  };
}

function names(content: LaunchContent, of: (measure: LaunchContent['measures'][number]) => string[]): string[] {
  return [...new Set(content.measures.flatMap(of))];
}

async function findUnits(
  tx: Tx,
  { countyId }: Pick<CountyDay, 'countyId'>,
  wanted: string[],
  settings: LaunchSettings,
): Promise<{ found: Map<string, string>; missing: NewUnit[] }> {
  const known = await tx.unit.findMany({ where: { countyId }, select: { id: true, name: true } });
  const byName = new Map(known.map((unit) => [unit.name, unit.id]));
  const found = new Map<string, string>();
  const missing: NewUnit[] = [];
  for (const name of wanted) {
    const choice = settings.units[name];
    if (choice && 'use' in choice) {
      found.set(name, choice.use);
      continue;
    }
    const wantedName = choice?.create.name ?? name;
    const id = byName.get(wantedName) ?? randomUUID();
    if (!byName.has(wantedName)) missing.push({ id, name: wantedName, kind: choice?.create.kind ?? 'DEPARTMENT' });
    byName.set(wantedName, id);
    found.set(name, id);
  }
  return { found, missing };
}

type UnitPost = RehearsalPost['post'] & { unitId: string };

export interface NewUnit {
  id: string;
  name: string;
  kind: string;
  aliases?: string[];
}

/**
 * Creates units with the posts that every unit has: its head and its liaison officer. A township has two heads, of the
 * party committee and of the government.
 */
export async function createUnits(tx: Tx, county: CountyDay, units: NewUnit[]): Promise<UnitPost[]> {
  if (units.length === 0) return [];
  const { countyId } = county;
  await tx.unit.createMany({ data: units.map(({ aliases = [], ...unit }) => ({ ...unit, countyId, aliases })) });
  const posts = units.flatMap((unit) => {
    const post = (kind: 'UNIT_HEAD' | 'LIAISON', title: string) => ({
      ...{ id: randomUUID(), countyId, unitId: unit.id, kind, title: `${unit.name}${title}` },
    });
    const heads = unit.kind === 'TOWNSHIP' ? ['党委书记', '乡镇长'] : ['主要负责人'];
    return [...heads.map((title) => post('UNIT_HEAD', title)), post('LIAISON', '联络员')];
  });
  await tx.post.createMany({ data: posts });
  return posts;
}

async function findLeaders(
  tx: Tx,
  { countyId }: Pick<CountyDay, 'countyId'>,
  wanted: string[],
  settings: LaunchSettings,
): Promise<{ found: Map<string, string>; missing: NewLeader[] }> {
  const held = await tx.postHolding.findMany({
    where: { post: { countyId, kind: { in: ['LEADER', 'CHIEF_LEADER'] } }, toDay: null },
    select: { postId: true, person: { select: { name: true } } },
  });
  const byName = new Map(held.map(({ person, postId }) => [person.name, postId]));
  // A person whom the document prints in two forms gets one post.
  const made = new Map<string, string>();
  const found = new Map<string, string>();
  const missing: NewLeader[] = [];
  for (const name of wanted) {
    const choice = settings.leaders[name];
    if (choice && 'usePostId' in choice) {
      found.set(name, choice.usePostId);
      continue;
    }
    const { personName, title, personId } = choice?.create ?? { personName: name, title: `责任领导（${name}）` };
    const known = made.get(personId ?? personName) ?? (personId === undefined ? byName.get(personName) : undefined);
    const postId = known ?? randomUUID();
    if (known === undefined) missing.push({ id: postId, personName, title, personId });
    made.set(personId ?? personName, postId);
    found.set(name, postId);
  }
  return { found, missing };
}

async function createLeader(tx: Tx, county: CountyDay, leader: NewLeader): Promise<void> {
  const { id, personName, title, personId } = leader;
  const post = { id, countyId: county.countyId, unitId: null, title, kind: 'LEADER' as const };
  await tx.post.create({ data: post });
  if (personId !== undefined) await appointKnown(tx, county, id, personId);
  else if (county.rehearsal) await addRehearsalPeople(tx, county, [{ post, personName }]);
  else await appoint(tx, county, id, personName);
}

async function appoint(tx: Tx, county: CountyDay, postId: string, name: string): Promise<void> {
  const person = await tx.person.create({ data: { id: randomUUID(), countyId: county.countyId, name } });
  await tx.postHolding.create({ data: { id: randomUUID(), postId, personId: person.id, fromDay: county.today } });
}

async function appointKnown(tx: Tx, county: CountyDay, postId: string, personId: string): Promise<void> {
  if ((await tx.person.count({ where: { id: personId, countyId: county.countyId } })) === 0)
    throw organisationNotFound();
  await tx.postHolding.create({ data: { id: randomUUID(), postId, personId, fromDay: county.today } });
}

async function findGroups(
  tx: Tx,
  { countyId }: Pick<CountyDay, 'countyId'>,
  wanted: string[],
  settings: LaunchSettings,
  missing: NewUnit[],
): Promise<Pick<Parties, 'groups' | 'pendingGroups'>> {
  const known = await tx.unit.findMany({ where: { countyId, validTo: null } });
  const units = [...known, ...missing].sort((a, b) => (a.name < b.name ? -1 : 1));
  const groups = new Map<string, string[]>();
  for (const name of wanted) {
    const choice = settings.groups[name] ?? defaultGroupChoice(name);
    const members =
      choice.members === 'allTownships'
        ? units.filter((unit) => unit.kind === 'TOWNSHIP').map((unit) => unit.id)
        : choice.members === 'allUnits'
          ? units.filter((unit) => unit.kind !== 'TOWNSHIP').map((unit) => unit.id)
          : choice.members;
    groups.set(name, members);
  }
  return { groups, pendingGroups: [...groups].flatMap(([name, members]) => (members.length === 0 ? [name] : [])) };
}

async function settleGroups(tx: Tx, county: CountyDay, groups: Parties['groups']): Promise<void> {
  const { countyId } = county;
  const directory = await tx.unitGroup.findMany({ where: { countyId }, orderBy: { name: 'asc' } });
  for (const [name, members] of groups) {
    const group = await groupNamed(tx, countyId, name, directory);
    await joinGroup(tx, county, group.id, members);
  }
}

/** The group that is printed so, in whatever form; a new one where the county has none, which then is in `directory`. */
async function groupNamed(
  tx: Tx,
  countyId: string,
  name: string,
  directory: { id: string; name: string; aliases: string[] }[],
): Promise<{ id: string }> {
  const { matchId } = matchGroup(name, directory);
  if (matchId !== null) return { id: matchId };
  const group = await ensureGroup(tx, countyId, name);
  directory.push(group);
  return group;
}
