/** What the importer hands on: one plan document as a draft, before the office has confirmed anything. */

/** Half-open range of character offsets (UTF-16 units) into the document's text. */
export interface SourceRange {
  start: number;
  end: number;
}

export interface PlanHeader {
  title: string;
  /** 文号, for example 某发〔2019〕16号, spaces removed. */
  documentNumber: string | null;
  issuers: string[];
  /** 'YYYY-MM-DD' */
  issuedOn: string | null;
  periodStart: string | null;
  periodEnd: string | null;
}

export type DeadlineKind = 'date' | 'longTerm' | 'dateThenLongTerm' | 'none';

export interface Deadline {
  /** As printed, noise removed; empty where the document gives none. */
  text: string;
  kind: DeadlineKind;
  date: string | null;
}

export type Comparator = '>=' | '<=' | '=' | 'range';
export type IndicatorPeriod = 'year' | 'month' | 'quarter';

/** A numeric target of one measure. 万 and 亿 stay in the unit, as printed. */
export interface Indicator {
  text: string;
  comparator: Comparator;
  value: number;
  valueTo: number | null;
  unit: string;
  period: IndicatorPeriod | null;
  by: string | null;
}

/** The unit and person fields that an assignment fills, in the order printed. */
export interface AssignedParties {
  /** 责任领导 */
  leaders: string[];
  /** 牵头单位 */
  leadUnits: string[];
  /** 责任单位 */
  responsibleUnits: string[];
  /** 责任人 */
  responsiblePersons: string[];
  /** 配合单位 */
  supportingUnits: string[];
  /** Posts of those leaders and persons whose post is printed beside the name. */
  posts?: PersonPost[];
}

/** A person's post as printed beside the name: 副县长, 县委常委、副县长. */
export interface PersonPost {
  name: string;
  post: string;
}

export interface MeasureDraft extends AssignedParties {
  /** Headings from the chapter down to the measure itself, markers included. */
  path: string[];
  title: string;
  deadline: Deadline;
  indicators: Indicator[];
  source: SourceRange[];
}

export type Cadence = 'once' | 'weekly' | 'monthly' | 'quarterly' | 'semiannual' | 'yearly' | 'asNeeded';
export type DutyKind =
  | 'report'
  | 'meeting'
  | 'visit'
  | 'plan'
  | 'assessment'
  | 'research'
  | 'rectification'
  | 'warning'
  | 'other';

/** Something that has to be done again and again, or by a day, beside the measures. */
export interface Duty extends SourceRange {
  text: string;
  cadence: Cadence;
  timesPerPeriod: number;
  due: string | null;
  who: string[];
  to: string | null;
  kind: DutyKind;
}

export interface AssessmentClause extends SourceRange {
  text: string;
  subject: string | null;
  weightPercent: number | null;
  usedFor: string;
}

export interface EscalationClause extends SourceRange {
  text: string;
  trigger: string;
  action: string;
  by: string | null;
}

/** The field of a measure that a warning is about. */
export type DoubtfulField =
  | 'title'
  | 'leaders'
  | 'leadUnits'
  | 'responsibleUnits'
  | 'responsiblePersons'
  | 'supportingUnits'
  | 'deadline';

export interface ImportWarning extends SourceRange {
  message: string;
  messageEn: string;
  /** Index of the measure that it is about. */
  measure?: number;
  field?: DoubtfulField;
}

export interface PlanDraftResult {
  plan: PlanHeader;
  measures: MeasureDraft[];
  duties: Duty[];
  assessment: AssessmentClause[];
  escalation: EscalationClause[];
  warnings: ImportWarning[];
}

/** The name the rest of the product uses for a draft as read. */
export type ImportResult = PlanDraftResult;
