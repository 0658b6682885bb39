import type { Draft, Finding, LaunchSettings } from './schema.ts';

/**
 * Names that may mean a known unit, group or leader, but that nobody has decided yet. Each stands in the way of a launch:
 * a wrong guess would hand the work to somebody else or make a second unit of the same kind.
 */
export function undecidedNames(resolution: Draft['resolution'], decided: Partial<LaunchSettings>): Finding[] {
  const units = resolution.units.filter(({ kind }) => kind === 'unit');
  const groups = resolution.units.filter(({ kind }) => kind === 'group');
  return [
    ...undecided('units', units, decided.units),
    ...undecided('groups', groups, decided.groups),
    ...undecided('leaders', resolution.leaders, decided.leaders),
  ];
}

function undecided(
  part: 'units' | 'groups' | 'leaders',
  names: readonly { name: string; verdict: string; candidates: { name: string }[] }[],
  decided: Record<string, unknown> | undefined,
): Finding[] {
  return names
    .filter(({ name, verdict }) => verdict === 'likely' && !(decided && name in decided))
    .map(({ name, candidates }) => {
      const meant = candidates.map((one) => `“${one.name}”`);
      return {
        severity: 'error',
        pointer: `/settings/${part}/${name}`,
        message: {
          zh: `“${name}”可能是${meant.join('或')}，请确认`,
          en: `“${name}” may be ${meant.join(' or ')}; confirm which`,
        },
      };
    });
}
