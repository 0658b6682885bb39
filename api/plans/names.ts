import { isGroupName } from '../../domain/launch.ts';
import { matchGroup } from '../../domain/names/matchGroup.ts';
import { leaderKey, matchLeader, readLeader } from '../../domain/names/matchLeader.ts';
import { unitMatcher } from '../../domain/names/matchUnit.ts';
import type { NameMatch } from '../../domain/names/types.ts';
import { plainName } from '../../domain/names/unitName.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';
import type { NameDecisions } from '../../prisma/repositories/nameDecisions.ts';
import type { LaunchSettings, LeaderResolution, MeasureContent, UnitKind, UnitResolution } from './schema.ts';

/** The document's names beside those of the county. */

export type NamingMeasure = Pick<
  MeasureContent,
  'leaders' | 'leadUnits' | 'responsibleUnits' | 'supportingUnits' | 'posts'
>;

/** Every unit or group that measures name, in the document's order, each once. */
function unitNames(measures: readonly NamingMeasure[]): string[] {
  return [...new Set(measures.flatMap((m) => [...m.leadUnits, ...m.responsibleUnits, ...m.supportingUnits]))];
}

function leaderNames(measures: readonly NamingMeasure[]): string[] {
  return [...new Set(measures.flatMap((measure) => measure.leaders))];
}

export function resolveUnits(measures: readonly NamingMeasure[], facts: LaunchFacts): UnitResolution[] {
  const { countyName: county, units, groups, remembered } = facts;
  const matchUnit = unitMatcher({ county, units, remembered: remembered.units });
  const newcomers: string[] = [];
  return unitNames(measures).map((name) => {
    const group = matchGroup(name, groups);
    const isGroup = isGroupName(name) || (group.verdict === 'sure' && matchUnit(name).verdict !== 'sure');
    const found = isGroup ? group : matchUnit(name);
    const sameAs = !isGroup && found.verdict === 'unknown' ? sameNewcomer(name, newcomers, county) : null;
    if (!isGroup && found.verdict === 'unknown' && sameAs === null) newcomers.push(name);
    return { name, kind: isGroup ? 'group' : 'unit', ...found, sameAs };
  });
}

/** An unknown unit that the document has named before in another form: both become one new unit. */
function sameNewcomer(name: string, newcomers: readonly string[], county: string): string | null {
  const units = newcomers.map((other) => ({ id: other, name: other, shortName: null, aliases: [] }));
  return unitMatcher({ county, units, remembered: new Map() })(name).matchId;
}

export function resolveLeaders(measures: readonly NamingMeasure[], facts: LaunchFacts): LeaderResolution[] {
  const leaders = facts.leaderPosts.map(({ id, ...post }) => ({ postId: id, ...post }));
  const people = [...leaders, ...facts.otherPeople].map((person) => person.personName);
  return leaderNames(measures).map((name) => {
    const printed = withPost(name, measures);
    return {
      name,
      printed: readLeader(printed, [...people, name.replace(/(?:等)?同志$/, '')]),
      ...matchLeader(printed, leaders, facts.remembered.leaders, facts.otherPeople),
    };
  });
}

/** A leader with the posts that are printed beside the name anywhere in the document. */
function withPost(name: string, measures: readonly NamingMeasure[]): string {
  const posts = measures.flatMap((measure) => (measure.posts ?? []).filter((one) => one.name === name));
  return [...new Set(posts.map(({ post }) => post))].join('、') + name;
}

/**
 * What a patch decides about names that rules leave open: kept for the documents to come. One that overrules a rule
 * holds for this document alone.
 */
export function decisionsIn(
  patch: Partial<LaunchSettings>,
  units: readonly UnitResolution[],
  leaders: readonly LeaderResolution[],
): NameDecisions {
  const keep = (key: string, chosen: string | null, found: NameMatch | undefined): [string, string | null][] => {
    const byRule = found?.verdict === 'sure' && found.candidates[0]?.reason !== 'remembered';
    return byRule ? [] : [[key, chosen]];
  };
  const find = <T extends { name: string }>(rows: readonly T[], name: string) => rows.find((row) => row.name === name);
  return {
    units: new Map(
      Object.entries(patch.units ?? {}).flatMap(([name, choice]) =>
        keep(plainName(name), 'use' in choice ? choice.use : null, find(units, name)),
      ),
    ),
    leaders: new Map(
      Object.entries(patch.leaders ?? {}).flatMap(([name, choice]) => {
        const found = find(leaders, name);
        const key = found ? leaderKey(found.printed) : plainName(name);
        return keep(key, 'usePostId' in choice ? choice.usePostId : null, found);
      }),
    ),
  };
}

/** What kind a unit is, as far as its name says. */
export function unitKindOf(name: string): UnitKind {
  if (/(乡|镇|街道)(党委|党工委|人民政府|政府|办事处)?(、.*)?$/.test(name)) return 'TOWNSHIP';
  if (/纪委|纪检|监委|监察/.test(name)) return 'DISCIPLINE';
  return 'DEPARTMENT';
}
