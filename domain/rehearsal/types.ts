import type { Calendar } from '../calendar.ts';
import type { CountyLimits } from '../countyLimits.ts';
import type { OpeningSubject } from '../itemOpening.ts';
import type { Ladder, RungAction, RungKey, StepLadder, UseOfLadder } from '../ladder/index.ts';
import type { OwnDay } from '../ownDays.ts';
import type { AssignmentRole } from '../parties.ts';
import type { Day, Graph, WorkItemKind } from '../process/types.ts';

/** How a unit behaves: on its due day, working days later, never, or on time but returned twice. */
export type Behaviour = { kind: 'onTime' | 'never' | 'returnedTwice' } | { kind: 'late'; days: number };

/** One measure, as far as its process needs it. */
export interface RehearsedMeasure {
  id: string;
  title: string;
  deadline: Day | null;
  /** As documents name it: a date, long term … */
  deadlineKind: string;
  /** Marked as urgent 急件: ladders may differ. */
  urgent: boolean;
  /** Posts of its responsible leaders, in order. */
  leaderPostIds: string[];
  /** In the document's order; `key` names the assignment. */
  units: { key: string; unitId: string; name: string; role: AssignmentRole }[];
}

/** One plan that is played: each measure by a process, and each unit's part in the plan by another. */
export interface RehearsedPlan {
  id: string;
  title: string;
  /** The day from which it is played, as if it were launched on it. */
  launchedOn: Day;
  /** null: not played. */
  measureGraph: Graph | null;
  unitGraph: Graph | null;
  measures: RehearsedMeasure[];
  /** The office of the plan, and the head of its leading group. */
  officeUnitId: string;
  approverPostId: string | null;
  periods: { key: string; opensOn: Day; dueOn: Day; cutOffOn: Day }[];
  years: { key: string; opensOn: Day }[];
  ladder: Ladder;
}

export interface RehearsalInput {
  plans: RehearsedPlan[];
  /** Graphs that call activities start, by the id of their version or their key. */
  called: Record<string, Graph>;
  posts: OpeningSubject['posts'];
  /** Items that were closed before it are left out. */
  from: Day;
  until: Day;
  calendar: Calendar;
  /** Extra days off or worked of plans and units, over the calendar. */
  ownDays: readonly OwnDay[];
  limits: Pick<CountyLimits, 'returnedWithin' | 'passScore'>;
  /** Ladders that are climbed instead of the plan's own. */
  ladderUses: UseOfLadder[];
  /** Ladders that steps name, by name; a step whose ladder is not here climbs as if it named none. */
  stepLadders: Record<string, StepLadder>;
  /** Of every unit that `behaviours` does not name. */
  behaviour: Behaviour;
  behaviours: Record<string, Behaviour>;
  /** Working days in which the office, leaders and the discipline commission act. */
  officeDays: number;
}

export type RehearsedHolder = 'unit' | 'office' | 'leader' | 'discipline';

/** A rung that an item reached, and what reaching it makes: a notice, a letter, a talk … */
export interface RehearsedRung {
  rung: RungKey;
  on: Day;
  action: RungAction;
}

/** What a process runs for: a measure of a plan, or a unit's part in it. */
export interface SubjectRef {
  planId: string;
  measureId: string | null;
  unitId: string | null;
}

/** One work item that would be opened, with what would come of it. */
export interface RehearsedItem {
  planId: string;
  /** null: of a unit's part in the plan. */
  measureId: string | null;
  elementId: string;
  name: string;
  kind: WorkItemKind;
  holder: RehearsedHolder;
  unitId: string | null;
  round: number;
  openedOn: Day;
  dueOn: Day | null;
  /** null: still open on the last day. */
  closedOn: Day | null;
  outcome: string | null;
  rungs: RehearsedRung[];
}

export interface RehearsalResult {
  items: RehearsedItem[];
  /** Processes that came to their end, with the day. */
  ended: (SubjectRef & { on: Day })[];
  /** Processes that cannot go on by themselves, with the element. */
  stuck: (SubjectRef & { elementId: string })[];
}
