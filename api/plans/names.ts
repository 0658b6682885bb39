import { isGroupName } from '../../domain/launch.ts';
import { matchGroup } from '../../domain/names/matchGroup.ts';
import { matchLeader, readLeader } from '../../domain/names/matchLeader.ts';
import { unitMatcher } from '../../domain/names/matchUnit.ts';
import type { NameMatch } from '../../domain/names/types.ts';
import { plainName } from '../../domain/names/unitName.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';
import type { NameDecisions } from '../../prisma/repositories/nameDecisions.ts';
import type { LaunchSettings, LeaderResolution, MeasureContent, UnitKind, UnitResolution } from './schema.ts';

/** The document's names beside those of the county. */

export type NamingMeasure = Pick<MeasureContent, 'leaders' | 'leadUnits' | 'responsibleUnits' | 'supportingUnits'>;

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
  const people = leaders.map((leader) => leader.personName);
  return leaderNames(measures).map((name) => ({
    name,
    printed: readLeader(name, people),
    ...matchLeader(name, leaders, facts.remembered.leaders),
  }));
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
  const keep = (name: string, chosen: string | null, found: NameMatch | undefined): [string, string | null][] => {
    const byRule = found?.verdict === 'sure' && found.candidates[0]?.reason !== 'remembered';
    return byRule ? [] : [[plainName(name), chosen]];
  };
  const find = <T extends { name: string }>(rows: readonly T[], name: string) => rows.find((row) => row.name === name);
  return {
    units: new Map(
      Object.entries(patch.units ?? {}).flatMap(([name, choice]) =>
        keep(name, 'use' in choice ? choice.use : null, find(units, name)),
      ),
    ),
    leaders: new Map(
      Object.entries(patch.leaders ?? {}).flatMap(([name, choice]) =>
        keep(name, 'usePostId' in choice ? choice.usePostId : null, find(leaders, name)),
      ),
    ),
  };
}

/** What kind a unit is, as far as its name says. */
export function unitKindOf(name: string): UnitKind {
  if (/(乡|镇|街道)(党委|党工委|人民政府|政府|办事处)?(、.*)?$/.test(name)) return 'TOWNSHIP';
  if (/纪委|纪检|监委|监察/.test(name)) return 'DISCIPLINE';
  return 'DEPARTMENT';
}
