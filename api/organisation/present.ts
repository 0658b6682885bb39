import type { AccountRow } from '../../prisma/repositories/accountAdmin.ts';
import type { PostRow } from '../../prisma/repositories/parties.ts';
import type { PersonRow } from '../../prisma/repositories/people.ts';
import type { HoldingRow } from '../../prisma/repositories/posts.ts';
import type { UnitRow } from '../../prisma/repositories/units.ts';
import { type Actor, holdsKind } from '../policies/actor.ts';
import type { Account, Person, Post, Unit } from './schema.ts';

export function presentUnit(row: UnitRow, actor: Actor): Unit {
  return {
    id: row.id,
    name: row.name,
    shortName: row.shortName,
    aliases: row.aliases,
    kind: row.kind,
    validFrom: row.validFrom,
    validTo: row.validTo,
    posts: row.posts,
    can: { edit: holdsKind(actor, 'ADMIN') },
  };
}

export function presentPerson(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    language: row.language === 'en' ? 'en' : 'zh',
    mailFailure: row.mailFailure,
    posts: row.posts,
    username: row.username,
  };
}

export function presentAccount(row: AccountRow, actor: Actor): Account {
  const self = row.id === actor.accountId;
  return {
    id: row.id,
    username: row.username,
    person: { id: row.personId, name: row.personName },
    roles: row.roles,
    disabled: row.disabled,
    demo: row.demo,
    mustChangePassword: row.mustChangePassword,
    createdAt: row.createdAt.toISOString(),
    can: { resetPassword: true, disable: !row.disabled && !self, enable: row.disabled },
  };
}

export function presentPost(row: PostRow & { holdings: HoldingRow[] }): Post {
  const { id, title, kind, unit, holder, holdings } = row;
  return {
    id,
    title,
    kind,
    unit,
    holder,
    holdings: holdings.map((holding) => ({
      id: holding.id,
      person: holding.person,
      fromDay: holding.fromDay,
      toDay: holding.toDay,
    })),
  };
}
