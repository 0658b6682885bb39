import { randomUUID } from 'node:crypto';
import type { UserMessage } from '../../domain/errors.ts';
import type { OrganisationAdditions, OrganisationFacts } from '../../prisma/repositories/organisationImport.ts';
import type { PostKind } from '../common/schema.ts';
import type { UnitKind } from '../plans/schema.ts';
import { z } from '../zod.ts';
import { type CellError, type ImportColumn, type ImportRow, username as usernameSchema } from './schema.ts';

const unitKinds: Record<string, UnitKind> = {
  部门: 'DEPARTMENT',
  县直部门: 'DEPARTMENT',
  乡镇: 'TOWNSHIP',
  街道: 'TOWNSHIP',
  办公室: 'OFFICE',
  领导小组办公室: 'OFFICE',
  纪委监委: 'DISCIPLINE',
  领导小组: 'LEADING_GROUP',
  其他: 'OTHER',
  department: 'DEPARTMENT',
  township: 'TOWNSHIP',
  office: 'OFFICE',
  discipline: 'DISCIPLINE',
  leading_group: 'LEADING_GROUP',
  other: 'OTHER',
};

const postKinds: Record<string, { kind: PostKind; title: string }> = Object.fromEntries(
  (
    [
      ['OFFICE', '办公室', ['办公室', '督查']],
      ['UNIT_HEAD', '单位负责人', ['单位负责人', '负责人', '主要负责人']],
      ['LIAISON', '联络员', ['联络员']],
      ['LEADER', '责任领导', ['责任领导', '县领导']],
      ['CHIEF_LEADER', '党政主要领导', ['党政主要领导', '主要领导']],
      ['DISCIPLINE', '纪检监察', ['纪检监察', '纪委监委']],
      ['ADMIN', '系统管理员', ['系统管理员', '管理员']],
    ] as const
  ).flatMap(([kind, title, words]) => [kind.toLowerCase(), ...words].map((word) => [word, { kind, title }])),
);

/** Posts that need no unit of their own. */
const WITHOUT_UNIT: readonly PostKind[] = ['LEADER', 'CHIEF_LEADER', 'ADMIN'];

export interface ImportPlan {
  additions: OrganisationAdditions;
  errors: CellError[];
}

/**
 * What rows of a pasted or uploaded table add to the organisation. What is there already is used, never changed. Each
 * fault names its row (data rows from 1) and column; with any fault nothing may be written.
 */
export function planImport(rows: readonly ImportRow[], facts: OrganisationFacts, today: string): ImportPlan {
  const plan = new Planner(facts, today);
  for (const [index, row] of rows.entries()) plan.addRow(row, index + 1);
  return { additions: plan.additions, errors: plan.errors };
}

class Planner {
  readonly errors: CellError[] = [];
  readonly additions: OrganisationAdditions = { units: [], posts: [], people: [], holdings: [], accounts: [] };
  private readonly units = new Map<string, string>();
  private readonly posts = new Map<string, string>();
  private readonly people = new Map<string, string>();
  private readonly held = new Set<string>();
  private readonly usernames = new Map<string, string>();
  private readonly accounts = new Map<string, string>();
  private readonly today: string;

  constructor(facts: OrganisationFacts, today: string) {
    this.today = today;
    for (const unit of facts.units) {
      for (const name of [unit.name, unit.shortName, ...unit.aliases]) if (name) this.units.set(name, unit.id);
    }
    for (const post of facts.posts) this.posts.set(postKey(post.unitId, post.kind, post.title), post.id);
    for (const person of facts.people) {
      if (person.email) this.people.set(byEmail(person.name, person.email), person.id);
      for (const unitId of person.unitIds) this.people.set(byUnit(person.name, unitId), person.id);
      if (person.unitIds.length === 0) this.people.set(byUnit(person.name, null), person.id);
    }
    for (const holding of facts.holdings) this.held.add(`${holding.postId}|${holding.personId}`);
    for (const account of facts.accounts) {
      this.usernames.set(account.username, account.personId);
      this.accounts.set(account.personId, account.username);
    }
  }

  addRow(row: ImportRow, number: number): void {
    const fail = (column: ImportColumn, zh: string, en: string) =>
      this.errors.push({ row: number, column, message: { zh, en } satisfies UserMessage });
    const kind = row.postKind ? postKinds[row.postKind.toLowerCase()] : undefined;
    if (row.postKind && !kind)
      fail('postKind', `不认识的岗位类别“${row.postKind}”`, `Unknown kind of post “${row.postKind}”`);
    if (!row.unit && (!kind || !WITHOUT_UNIT.includes(kind.kind))) {
      fail('unit', '请填写单位', 'The unit is missing');
      return;
    }
    const unitId = row.unit ? this.unit(row, fail) : null;
    if (!kind) {
      if (!row.postKind && (row.post || row.person)) fail('postKind', '请填写岗位类别', 'The kind of post is missing');
      return;
    }
    const postId = this.post(unitId, kind.kind, row.post || kind.title);
    if (row.email && !z.email().safeParse(row.email).success) {
      fail('email', `邮箱“${row.email}”格式不正确`, `“${row.email}” is not a mail address`);
    }
    if (!row.person) {
      if (row.email || row.username) fail('person', '请填写姓名', 'The name is missing');
      return;
    }
    const personId = this.person(row, unitId);
    this.hold(postId, personId);
    if (row.username) this.account(row, personId, fail);
  }

  private unit(row: ImportRow, fail: (column: ImportColumn, zh: string, en: string) => void): string {
    const kind = row.unitKind ? unitKinds[row.unitKind.toLowerCase()] : 'DEPARTMENT';
    if (!kind) fail('unitKind', `不认识的单位类别“${row.unitKind}”`, `Unknown kind of unit “${row.unitKind}”`);
    const known = this.units.get(row.unit);
    if (known) return known;
    const id = randomUUID();
    this.units.set(row.unit, id);
    this.additions.units.push({ id, name: row.unit, kind: kind ?? 'DEPARTMENT' });
    return id;
  }

  private post(unitId: string | null, kind: PostKind, title: string): string {
    const key = postKey(unitId, kind, title);
    const known = this.posts.get(key);
    if (known) return known;
    const id = randomUUID();
    this.posts.set(key, id);
    this.additions.posts.push({ id, unitId, kind, title });
    return id;
  }

  /** The same person has the same name and address, or the same name in the same unit. */
  private person(row: ImportRow, unitId: string | null): string {
    const keys = [...(row.email ? [byEmail(row.person, row.email)] : []), byUnit(row.person, unitId)];
    const known = keys.map((key) => this.people.get(key)).find((id) => id !== undefined);
    const id = known ?? randomUUID();
    for (const key of keys) this.people.set(key, id);
    if (!known) this.additions.people.push({ id, name: row.person, email: row.email || null });
    return id;
  }

  private hold(postId: string, personId: string): void {
    const key = `${postId}|${personId}`;
    if (this.held.has(key)) return;
    this.held.add(key);
    this.additions.holdings.push({ id: randomUUID(), postId, personId, fromDay: this.today });
  }

  private account(
    row: ImportRow,
    personId: string,
    fail: (column: ImportColumn, zh: string, en: string) => void,
  ): void {
    if (!usernameSchema.safeParse(row.username).success) {
      fail('username', '用户名应为2至60个字母、数字或 . _ @ -', 'A username has 2 to 60 letters, digits or . _ @ -');
      return;
    }
    const owner = this.usernames.get(row.username);
    if (owner === personId) return;
    if (owner) {
      fail('username', `用户名“${row.username}”已被使用`, `The username “${row.username}” is taken`);
      return;
    }
    const other = this.accounts.get(personId);
    if (other) {
      fail('username', `${row.person}已有账号“${other}”`, `${row.person} has the account “${other}” already`);
      return;
    }
    this.usernames.set(row.username, personId);
    this.accounts.set(personId, row.username);
    this.additions.accounts.push({ id: randomUUID(), personId, username: row.username });
  }
}

function postKey(unitId: string | null, kind: PostKind, title: string): string {
  return `${unitId ?? ''}|${kind}|${title}`;
}

function byEmail(name: string, email: string): string {
  return `${name}|@${email.toLowerCase()}`;
}

function byUnit(name: string, unitId: string | null): string {
  return `${name}|#${unitId ?? ''}`;
}
