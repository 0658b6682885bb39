import { isGroupName } from '../../domain/launch.ts';
import type { MeasureDraft } from '../../importer/types.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';
import type { Candidate, LeaderResolution, UnitKind, UnitResolution } from './schema.ts';

/** The document's names beside those of the county. */

type Named = { id: string; name: string; shortName?: string | null; aliases: string[] };

/** Every unit or group that measures name, in the document's order, each once. */
export function unitNames(measures: readonly MeasureDraft[]): string[] {
  return [...new Set(measures.flatMap((m) => [...m.leadUnits, ...m.responsibleUnits, ...m.supportingUnits]))];
}

export function leaderNames(measures: readonly MeasureDraft[]): string[] {
  return [...new Set(measures.flatMap((measure) => measure.leaders))];
}

/** The unit or group of exactly this name, short name or alias. */
export function findNamed<T extends Named>(known: readonly T[], name: string): T | undefined {
  return (
    known.find((entry) => entry.name === name) ??
    known.find((entry) => entry.shortName === name || entry.aliases.includes(name))
  );
}

const MOST_CANDIDATES = 5;

/** What a name could also mean: one contains the other, a leading 县, 市 or 区 aside. */
function candidates(known: readonly Named[], name: string): Candidate[] {
  const core = withoutRank(name);
  return known
    .filter((entry) => withoutRank(entry.name).includes(core) || core.includes(withoutRank(entry.name)))
    .slice(0, MOST_CANDIDATES)
    .map(({ id, name: known }) => ({ id, name: known }));
}

function withoutRank(name: string): string {
  return name.length > 3 ? name.replace(/^[县市区旗]/, '') : name;
}

export function resolveUnits(measures: readonly MeasureDraft[], facts: LaunchFacts): UnitResolution[] {
  return unitNames(measures).map((name) => {
    const isGroup = isGroupName(name) || findNamed(facts.groups, name) !== undefined;
    const known: readonly Named[] = isGroup ? facts.groups : facts.units;
    const match = findNamed(known, name);
    return {
      name,
      kind: isGroup ? 'group' : 'unit',
      matchId: match?.id ?? null,
      candidates: match ? [{ id: match.id, name: match.name }] : candidates(known, name),
      proposal: match ? 'use' : 'create',
    };
  });
}

export function resolveLeaders(measures: readonly MeasureDraft[], facts: LaunchFacts): LeaderResolution[] {
  return leaderNames(measures).map((name) => {
    const posts = facts.leaderPosts.filter((post) => post.personName === name);
    const [match] = posts;
    return {
      name,
      matchPostId: match?.id ?? null,
      candidates: posts.map((post) => ({ id: post.id, name: post.personName })),
      proposal: match ? 'use' : 'create',
    };
  });
}

/** What kind a unit is, as far as its name says. */
export function unitKindOf(name: string): UnitKind {
  if (/(乡|镇|街道)(党委|党工委|人民政府|政府|办事处)?(、.*)?$/.test(name)) return 'TOWNSHIP';
  if (/纪委|纪检|监委|监察/.test(name)) return 'DISCIPLINE';
  return 'DEPARTMENT';
}
