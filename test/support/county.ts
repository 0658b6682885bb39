import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../../prisma/client.ts';
import type { PostKind } from '../../prisma/generated/enums.ts';
import { loadCaller } from '../../prisma/repositories/accounts.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { createUnits } from '../../prisma/repositories/launchParties.ts';
import { addRehearsalPeople } from '../../prisma/repositories/rehearsalPeople.ts';
import { publishDefinition, setUpCounty } from '../../prisma/repositories/setup.ts';

export interface TestUnit {
  id: string;
  name: string;
  head: string;
  liaison: string;
}

export interface TestCounty {
  id: string;
  ladderId: string;
  measureVersionId: string;
  unitVersionId: string;
  /** Three departments and a township; `office` and `discipline` are units with duties of their own. */
  units: Record<'finance' | 'water' | 'school' | 'town' | 'office' | 'discipline', TestUnit>;
  /** Ids of posts. */
  posts: Record<'office' | 'discipline' | 'leader' | 'otherLeader' | 'chief' | 'admin', string>;
}

const UNITS: Record<keyof TestCounty['units'], { name: string; kind: string }> = {
  finance: { name: '县财政局', kind: 'DEPARTMENT' },
  water: { name: '县水利局', kind: 'DEPARTMENT' },
  school: { name: '县教育局', kind: 'DEPARTMENT' },
  town: { name: '禾源镇', kind: 'TOWNSHIP' },
  office: { name: '县督查室', kind: 'OFFICE' },
  discipline: { name: '县纪委监委', kind: 'DISCIPLINE' },
};

const POSTS: Record<keyof TestCounty['posts'], { kind: PostKind; title: string; unit?: keyof TestCounty['units'] }> = {
  office: { kind: 'OFFICE', title: '督查室主任', unit: 'office' },
  discipline: { kind: 'DISCIPLINE', title: '监督检查室主任', unit: 'discipline' },
  leader: { kind: 'LEADER', title: '副县长甲' },
  otherLeader: { kind: 'LEADER', title: '副县长乙' },
  chief: { kind: 'CHIEF_LEADER', title: '县长' },
  admin: { kind: 'ADMIN', title: '管理员' },
};

export const LEADER_NAME = '沈知禾';
const DEFAULT_DAY = '2020-03-02';

export function definitionText(file: string): string {
  return readFileSync(new URL(`../../workflows/definitions/${file}`, import.meta.url), 'utf8');
}

/**
 * A small county in a rehearsal, everybody with a post, an account and an address `<username>@duban.example`.
 * Monday, 2 March 2020, unless told otherwise.
 */
export function buildCounty(
  db: Db,
  options: { businessDate?: Day; measureBpmn?: string; id?: string } = {},
): Promise<TestCounty> {
  return db.$transaction((tx) => build(tx, options));
}

async function build(
  tx: Tx,
  {
    businessDate = DEFAULT_DAY,
    measureBpmn = definitionText('measure-lifecycle.bpmn'),
    id = 'test',
  }: { businessDate?: Day; measureBpmn?: string; id?: string },
): Promise<TestCounty> {
  const ladderId = await setUpCounty(tx, 'REHEARSAL', { id, name: '试验县', fictional: true, businessDate });
  const county = await loadCountyDay(tx, id);
  const publish = (key: string, bpmnXml: string) => publishDefinition(tx, id, { key, name: key, bpmnXml });
  const measureVersionId = await publish('measureLifecycle', measureBpmn);
  const unitVersionId = await publish('unitInPlan', definitionText('unit-in-plan.bpmn'));
  await publish('fillGroup', definitionText('fill-group.bpmn'));
  const keys = Object.keys(UNITS) as (keyof TestCounty['units'])[];
  const unitIds = new Map(keys.map((key) => [key, randomUUID()]));
  const unitPosts = await createUnits(
    tx,
    county,
    keys.map((key) => ({ id: unitIds.get(key) ?? '', ...UNITS[key] })),
  );
  const special = Object.entries(POSTS).map(([key, { kind, title, unit }]) => ({
    key,
    row: { id: randomUUID(), countyId: id, unitId: unit ? (unitIds.get(unit) ?? null) : null, kind, title },
  }));
  await tx.post.createMany({ data: special.map(({ row }) => row) });
  await addRehearsalPeople(
    tx,
    county,
    [
      ...unitPosts.map((post) => ({ post })),
      ...special.map(({ key, row }) => ({
        post: row,
        username: key,
        ...(key === 'leader' ? { personName: LEADER_NAME } : {}),
      })),
    ],
    'no password signs in here',
  );
  const postsOfUnit = (unitId: string, kind: PostKind) => {
    const title = kind === 'LIAISON' ? '联络员' : '';
    return (
      unitPosts.find((post) => post.kind === kind && post.unitId === unitId && post.title.endsWith(title))?.id ?? ''
    );
  };
  const units = Object.fromEntries(
    keys.map((key) => {
      const unitId = unitIds.get(key) ?? '';
      const head = postsOfUnit(unitId, 'UNIT_HEAD');
      return [key, { id: unitId, name: UNITS[key].name, head, liaison: postsOfUnit(unitId, 'LIAISON') }];
    }),
  ) as TestCounty['units'];
  const posts = Object.fromEntries(special.map(({ key, row }) => [key, row.id])) as TestCounty['posts'];
  return { id, ladderId, measureVersionId, unitVersionId, units, posts };
}

/** Whoever holds the post, with everything else that they hold today. */
export async function actorOf(db: Db, postId: string): Promise<Actor> {
  const holding = await db.postHolding.findFirstOrThrow({
    where: { postId },
    include: { person: { include: { account: true } } },
  });
  const caller = holding.person.account && (await loadCaller(db, holding.person.account.id));
  if (!caller) throw new Error(`Nobody with an account holds post ${postId}`);
  return caller.actor;
}

/** The holder of one post takes on another as well. */
export async function alsoHolds(db: Db, postId: string, otherPostId: string): Promise<void> {
  const { personId } = await db.postHolding.findFirstOrThrow({ where: { postId } });
  await db.postHolding.create({
    data: { id: randomUUID(), postId: otherPostId, personId, fromDay: '2019-01-01' },
  });
}

/** Sets the business date without playing the days between. */
export async function setDay(db: Db, countyId: string, day: Day): Promise<void> {
  await db.county.update({ where: { id: countyId }, data: { businessDate: day } });
}
