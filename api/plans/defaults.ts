import type { Calendar } from '../../domain/calendar.ts';
import { defaultGroupChoice } from '../../domain/launch.ts';
import { assessmentYears, proposePeriods, reportingPeriods } from '../../domain/periods.ts';
import type { Day } from '../../domain/process/types.ts';
import type { ImportResult } from '../../importer/types.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';
import { findNamed, leaderNames, resolveUnits, unitKindOf } from './names.ts';
import type { GroupChoice, LaunchSettings, LeaderChoice, UnitChoice } from './schema.ts';

export interface LaunchSituation {
  facts: LaunchFacts;
  today: Day;
  calendar: Calendar;
  /** Units in which the person who launches holds a post of the office. */
  ownOfficeUnitIds: readonly string[];
}

/**
 * Settings by which a plan can be launched with nothing edited: what is known is used, what is unknown is proposed for
 * creation, periods follow from the document's reporting duties.
 */
export function defaultSettings(content: ImportResult, situation: LaunchSituation): LaunchSettings {
  const { facts } = situation;
  const names = resolveUnits(content.measures, facts);
  const units = Object.fromEntries(
    names.filter((name) => name.kind === 'unit').map(({ name, matchId }) => [name, unitChoice(name, matchId)]),
  );
  const groups = Object.fromEntries(
    names.filter((name) => name.kind === 'group').map(({ name }) => [name, groupChoice(name, facts, units)]),
  );
  return {
    units,
    groups,
    leaders: Object.fromEntries(leaderNames(content.measures).map((name) => [name, leaderChoice(name, facts)])),
    ...defaultPeriods(content, situation),
    measureVersionId: facts.measureVersions[0]?.id ?? '',
    unitVersionId: facts.unitVersions[0]?.id ?? '',
    ladderId: facts.ladders[0]?.id ?? '',
    officeUnitId: situation.ownOfficeUnitIds[0] ?? facts.officeUnitIds[0] ?? '',
    approverPostId: facts.chiefPostIds[0] ?? null,
  };
}

/** The office's decisions over the defaults; decisions about names that the document no longer has are left out. */
export function effectiveSettings(
  content: ImportResult,
  decided: Partial<LaunchSettings>,
  situation: LaunchSituation,
): LaunchSettings {
  const defaults = defaultSettings(content, situation);
  return {
    ...defaults,
    ...decided,
    units: overlay(defaults.units, decided.units),
    groups: overlay(defaults.groups, decided.groups),
    leaders: overlay(defaults.leaders, decided.leaders),
  };
}

/** One patch over another, by name where a setting is kept by name. */
export function mergeDecisions(
  before: Partial<LaunchSettings>,
  patch: Partial<LaunchSettings>,
): Partial<LaunchSettings> {
  return {
    ...before,
    ...patch,
    units: { ...before.units, ...patch.units },
    groups: { ...before.groups, ...patch.groups },
    leaders: { ...before.leaders, ...patch.leaders },
  };
}

function overlay<T>(defaults: Record<string, T>, decided: Record<string, T> | undefined): Record<string, T> {
  return Object.fromEntries(Object.entries(defaults).map(([name, choice]) => [name, decided?.[name] ?? choice]));
}

function unitChoice(name: string, matchId: string | null): UnitChoice {
  return matchId === null ? { create: { name, kind: unitKindOf(name) } } : { use: matchId };
}

/** A group that nobody belongs to is launched as 待补, so that one unknown group does not stop the plan. */
function groupChoice(name: string, facts: LaunchFacts, units: Record<string, UnitChoice>): GroupChoice {
  const known = findNamed(facts.groups, name);
  if (known && known.memberIds.length > 0) return { members: known.memberIds };
  const choice = defaultGroupChoice(name);
  if (choice.members !== 'allTownships') return choice;
  const created = Object.values(units).some((unit) => 'create' in unit && unit.create.kind === 'TOWNSHIP');
  const found = created || facts.units.some((unit) => unit.kind === 'TOWNSHIP');
  return found ? choice : { ...choice, pending: true };
}

function leaderChoice(name: string, facts: LaunchFacts): LeaderChoice {
  const post = facts.leaderPosts.find((candidate) => candidate.personName === name);
  return post ? { usePostId: post.id } : { create: { personName: name, title: `责任领导（${name}）` } };
}

/** Periods and assessment years as the document's reporting duties ask for them. */
export function defaultPeriods(
  content: ImportResult,
  { today, calendar }: Pick<LaunchSituation, 'today' | 'calendar'>,
): Pick<LaunchSettings, 'periods' | 'assessmentYears'> {
  const span = { launchedOn: today, endsOn: content.plan.periodEnd, today };
  const periods = reportingPeriods(proposePeriods(content.duties).cadence, span, calendar);
  return {
    periods: periods.map(({ key, label, opensOn, dueOn, cutOffOn }) => ({
      key,
      name: label.zh,
      opensOn,
      dueOn,
      cutOffOn,
    })),
    assessmentYears: assessmentYears(periods, span).map(({ key, opensOn }) => ({ key, opensOn })),
  };
}
