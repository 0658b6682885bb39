import type { Day } from './process/types.ts';

/** How a unit that the document names becomes one of the county's. */
export type UnitChoice = { use: string } | { create: { name: string; kind: string } };

export interface GroupChoice {
  members: string[] | 'allTownships' | 'allUnits';
  /** 待补: launched without members, which then waits in the office's hands. */
  pending?: boolean | undefined;
}

/** With `personId` somebody of the county takes the new post, without it somebody new. */
export type LeaderChoice =
  | { usePostId: string }
  | { create: { personName: string; title: string; personId?: string | undefined } };

/** What the office confirms when it launches a plan. Names are those of the document. */
export interface LaunchSettings {
  units: Record<string, UnitChoice>;
  groups: Record<string, GroupChoice>;
  leaders: Record<string, LeaderChoice>;
  periods: { key: string; name: string; opensOn: Day; dueOn: Day; cutOffOn: Day }[];
  assessmentYears: { key: string; opensOn: Day }[];
  measureVersionId: string;
  unitVersionId: string;
  ladderId: string;
  officeUnitId: string;
  approverPostId: string | null;
}

/** What a launch reads of a draft: the importer's result as the office confirmed it. */
export interface LaunchContent {
  plan: {
    title: string;
    documentNumber: string | null;
    issuers: string[];
    issuedOn: Day | null;
    periodStart: Day | null;
    periodEnd: Day | null;
  };
  measures: {
    path: string[];
    title: string;
    leaders: string[];
    leadUnits: string[];
    responsibleUnits: string[];
    responsiblePersons: string[];
    supportingUnits: string[];
    deadline: { text: string; kind: 'date' | 'longTerm' | 'dateThenLongTerm' | 'none'; date: Day | null };
    indicators: {
      text: string;
      comparator: string;
      value: number;
      valueTo: number | null;
      unit: string;
      period: string | null;
      by: Day | null;
    }[];
    source: { start: number; end: number }[];
  }[];
  duties: { text: string; [field: string]: unknown }[];
  assessment: { text: string; [field: string]: unknown }[];
  escalation: { text: string; [field: string]: unknown }[];
}

/** Names that stand for several units: each member is assigned for itself. */
const GROUP_NAME = /^各|成员单位|各[^、]*(?:党委|政府|部门|单位|办事处)/;

/** Whether a name of the document is a group of units (各乡镇党委、政府; 领导小组成员单位). */
export function isGroupName(name: string): boolean {
  return GROUP_NAME.test(name);
}

/** What a group's members are by default: townships, every unit, or nobody yet. */
export function defaultGroupChoice(name: string): GroupChoice {
  if (/乡|镇|街道/.test(name)) return { members: 'allTownships' };
  if (/各部门|各单位|成员单位|各有关/.test(name)) return { members: 'allUnits' };
  return { members: [], pending: true };
}
