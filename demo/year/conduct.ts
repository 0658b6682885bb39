/** What the play sees of work items and escalations, and how people behave. Days are 'YYYY-MM-DD'. */
export type Day = string;

/** An open work item as `GET /api/work-items` lists it. */
export interface OpenItem {
  id: string;
  kind: string;
  measureTitle: string | null;
  unit: { name: string } | null;
  holder: { kind: string; post: { holder: { name: string } | null } | null };
  period: { key: string } | null;
  round: number;
  openedOn: Day;
  dueOn: Day | null;
  /** For a review: what it judges. */
  reviews: { kind: string; unit: { name: string } | null } | null;
}

/** An escalation as `GET /api/escalations` lists it, with the period of its work item. */
export interface OpenEscalation {
  id: string;
  rung: string;
  workItemId: string;
  kind: string;
  unit: { name: string } | null;
  reachedOn: Day;
  state: string;
  letterId: string | null;
  approver: { post: { holder: { name: string } | null } | null } | null;
}

export interface Decision {
  on: Day;
  how: 'sign' | 'approve' | 'reject' | 'acknowledge';
  reason: string;
}

export interface Conduct {
  /** Days on which the office looks in although nothing of its own is due. */
  stops: readonly Day[];
  /** The business day on which the holder hands the item in; null: never. */
  actOn(item: OpenItem): Day | null;
  /** Why a report or completion is returned, and until when it is to come again; null: accepted. */
  returned(review: OpenItem): { reason: string; dueOn?: Day } | null;
  /** What becomes of a rung that waits for somebody, and when; null: it stays as it is. */
  decide(escalation: OpenEscalation): Decision | null;
  /** Whether a unit gives inputs to the measures of others with its sheet. */
  contributes(unit: string): boolean;
}
