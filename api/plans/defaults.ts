import type { Calendar } from '../../domain/calendar.ts';
import { defaultGroupChoice } from '../../domain/launch.ts';
import { PERSON } from '../../domain/names/matchLeader.ts';
import { assessmentYears, proposePeriods, reportingPeriods } from '../../domain/periods.ts';
import type { Day } from '../../domain/process/types.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';
import { type NamingMeasure, resolveLeaders, resolveUnits, unitKindOf } from './names.ts';
import type {
  GroupChoice,
  ImportContent,
  LaunchSettings,
  LeaderChoice,
  LeaderResolution,
  UnitChoice,
  UnitResolution,
} from './schema.ts';

/** What of a draft its settings follow from. */
interface SettledContent {
  plan: Pick<ImportContent['plan'], 'periodEnd'>;
  measures: readonly NamingMeasure[];
  duties: ImportContent['duties'];
}

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
export function defaultSettings(content: SettledContent, situation: LaunchSituation): LaunchSettings {
  const { facts } = situation;
  const names = resolveUnits(content.measures, facts);
  const units = Object.fromEntries(
    names.filter((name) => name.kind === 'unit').map((found) => [found.name, unitChoice(found)]),
  );
  const groups = Object.fromEntries(
    names.filter((name) => name.kind === 'group').map((found) => [found.name, groupChoice(found, facts, units)]),
  );
  return {
    units,
    groups,
    leaders: Object.fromEntries(
      resolveLeaders(content.measures, facts).map((found) => [found.name, leaderChoice(found)]),
    ),
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
  content: SettledContent,
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

/** The best candidate stands for one that is only likely: the launch waits until somebody has confirmed it. */
function unitChoice({ name, matchId, candidates, sameAs }: UnitResolution): UnitChoice {
  const id = matchId ?? candidates[0]?.id;
  if (id !== undefined) return { use: id };
  return { create: { name: sameAs ?? name, kind: unitKindOf(name) } };
}

/** A group that nobody belongs to is launched as 待补, so that one unknown group does not stop the plan. */
function groupChoice(
  { name, matchId, candidates }: UnitResolution,
  facts: LaunchFacts,
  units: Record<string, UnitChoice>,
): GroupChoice {
  const id = matchId ?? candidates[0]?.id;
  const known = facts.groups.find((group) => group.id === id);
  if (known && known.memberIds.length > 0) return { members: known.memberIds };
  const choice = defaultGroupChoice(name);
  if (choice.members !== 'allTownships') return choice;
  const created = Object.values(units).some((unit) => 'create' in unit && unit.create.kind === 'TOWNSHIP');
  const found = created || facts.units.some((unit) => unit.kind === 'TOWNSHIP');
  return found ? choice : { ...choice, pending: true };
}

function leaderChoice({ name, printed, matchId, candidates }: LeaderResolution): LeaderChoice {
  const id = matchId ?? candidates[0]?.id;
  const made = { personName: printed.name, title: printed.title || `责任领导（${name}）` };
  if (id?.startsWith(PERSON)) return { create: { ...made, personId: id.slice(PERSON.length) } };
  return id === undefined ? { create: made } : { usePostId: id };
}

/** Periods and assessment years as the document's reporting duties ask for them. */
export function defaultPeriods(
  content: SettledContent,
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
