import type { LaunchSettings } from '../../data/types.ts';

type Patch = Partial<LaunchSettings>;

/** Two patches after one another; null where there is nothing. */
export function mergePatches(first: Patch | null, second: Patch | null): Patch | null {
  if (first === null || second === null) return first ?? second;
  const merged: Patch = { ...first, ...second };
  if (first.units && second.units) merged.units = { ...first.units, ...second.units };
  if (first.groups && second.groups) merged.groups = { ...first.groups, ...second.groups };
  if (first.leaders && second.leaders) merged.leaders = { ...first.leaders, ...second.leaders };
  return merged;
}

/** The settings as they will be once the patch is saved. */
export function overlay(settings: LaunchSettings, patch: Patch | null): LaunchSettings {
  return { ...settings, ...mergePatches(settings, patch) };
}
