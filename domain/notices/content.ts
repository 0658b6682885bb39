import type { Audience } from '../ladder/index.ts';
import type { Day, WorkItemKind } from '../process/types.ts';
import type { DueDates, DueEntry } from './dueDates.ts';
import type { DeliveryGap, PassingCause } from './gaps.ts';
import type { MailTemplate } from './mailTemplate.ts';

export type MailLanguage = 'zh' | 'en';

/** One notice as its digest says it. */
export interface DigestLine {
  workItemId: string;
  escalationId: string | null;
  noticeKind: string;
  reason: Audience;
  /** Whom its reader acts for by delegation. */
  onBehalfOf: string | null;
  /** Where it was another's: why it came to its reader, and in place of whom. */
  passedBecause: PassingCause | null;
  insteadOf: string | null;
  /** Since when the weekly limit had held it back; null where it had not. */
  heldOn: Day | null;
  kind: WorkItemKind;
  /** What the drawing calls its step, where it is one of the county's own. */
  stepName: string | null;
  /** Null for what belongs to no plan. */
  planTitle: string | null;
  measureTitle: string | null;
  unitName: string | null;
  round: number;
  dueOn: Day | null;
  /** Calendar days until it is due, negative when that is over; null where nothing is due, or it is done. */
  daysLeft: number | null;
  /** Whether it is late; days on which it waited for somebody else do not count. */
  late: boolean;
  /** Working days that it is overdue, as its ladder counts them. */
  overdueWorkingDays: number;
}

/** An entry of the reader's calendar with the words that it carries. */
export interface NamedEntry extends DueEntry {
  kind: WorkItemKind;
  stepName: string | null;
  title: string;
  unitName: string | null;
}

export type NamedDates = Record<keyof DueDates, NamedEntry[]>;

/** All that the digest of one person says. */
export interface DigestContent {
  id: string;
  messageId: string;
  /** The day that it is the digest of; sent late, it is before `today`. */
  day: Day;
  today: Day;
  rehearsal: boolean;
  countyName: string;
  person: {
    id: string;
    name: string;
    email: string | null;
    /** Whether mail to the address is known not to arrive. */
    addressFailed: boolean;
    language: MailLanguage;
  };
  /** The one in use, in the reader's language. */
  template: MailTemplate;
  lines: DigestLine[];
  /** What the office is told every day: where notices do not reach whom they are for. Empty for everybody else. */
  gaps: DeliveryGap[];
  /** What the reader's calendar is told. */
  dates: NamedDates;
  /** Years that lines fall due in and whose holidays are not loaded. */
  uncoveredYears: number[];
}
