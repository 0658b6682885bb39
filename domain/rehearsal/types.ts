import type { Calendar } from '../calendar.ts';
import type { OpeningSubject } from '../itemOpening.ts';
import type { Ladder, RungKey } from '../ladder/index.ts';
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
  /** Posts of its responsible leaders, in order. */
  leaderPostIds: string[];
  /** In the document's order; `key` names the assignment. */
  units: { key: string; unitId: string; name: string; role: AssignmentRole }[];
}

export interface RehearsalInput {
  graph: Graph;
  /** Graphs that call activities start, by the id of their version or their key. */
  called: Record<string, Graph>;
  measures: RehearsedMeasure[];
  /** The office of the plan, and the head of its leading group. */
  officeUnitId: string;
  approverPostId: string | null;
  posts: OpeningSubject['posts'];
  from: Day;
  until: Day;
  calendar: Calendar;
  ladder: Ladder;
  /** Ladders that steps name, by name; a step whose ladder is not here climbs the plan's. */
  ladders?: Record<string, Ladder>;
  periods: { key: string; opensOn: Day; dueOn: Day; cutOffOn: Day }[];
  years: { key: string; opensOn: Day }[];
  /** Of every unit that `behaviours` does not name. */
  behaviour: Behaviour;
  behaviours: Record<string, Behaviour>;
  /** Working days in which the office, leaders and the discipline commission act. */
  officeDays: number;
}

export type RehearsedHolder = 'unit' | 'office' | 'leader' | 'discipline';

/** One work item that would be opened, with what would come of it. */
export interface RehearsedItem {
  measureId: string;
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
  rungs: { rung: RungKey; on: Day }[];
}

export interface RehearsalResult {
  items: RehearsedItem[];
  /** Measures whose process came to its end, with the day. */
  ended: { measureId: string; on: Day }[];
  /** Measures whose process cannot go on by itself, with the element. */
  stuck: { measureId: string; elementId: string }[];
}
