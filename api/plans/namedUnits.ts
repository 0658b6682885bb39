import type { LaunchSettings } from '../../domain/launch.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';

/**
 * The units for which a name of the document stands, as the launch would find them: a group's members, else one. `key`
 * is the unit's id, `new:NAME` where the launch would create it.
 */
export function namedUnits(
  name: string,
  { settings, facts }: { settings: Pick<LaunchSettings, 'units' | 'groups'>; facts: Pick<LaunchFacts, 'units'> },
): { key: string; name: string }[] {
  const group = settings.groups[name];
  if (group) {
    const { members } = group;
    const ids = Array.isArray(members)
      ? members
      : facts.units.filter(({ kind }) => (members === 'allTownships') === (kind === 'TOWNSHIP')).map((unit) => unit.id);
    return ids.map((id) => ({ key: id, name: facts.units.find((unit) => unit.id === id)?.name ?? id }));
  }
  const choice = settings.units[name];
  const id = choice && 'use' in choice ? choice.use : undefined;
  const created = choice && 'create' in choice ? choice.create.name : name;
  const known = facts.units.find((unit) => (id === undefined ? unit.name === created : unit.id === id));
  return [known ? { key: known.id, name: known.name } : { key: `new:${created}`, name: created }];
}
