/** What the API answers: the types of its own schemas, under the names that the pages use. */

import type { CreatedToken, PasswordChange, Token } from '../../api/account/schema.ts';
import type { Board } from '../../api/board/schema.ts';
import type { Burden, BurdenSources } from '../../api/burden/schema.ts';
import type { ExtraDays } from '../../api/calendar/extraDaySchema.ts';
import type {
  CalendarCoverage,
  CalendarPreview,
  CalendarSaved,
  CalendarVersions,
  CalendarYear,
  CalendarYearDays,
  HolidayNotice,
  PackagedCalendar,
} from '../../api/calendar/schema.ts';
import type {
  Channel,
  ChannelDeliveries,
  ChannelList,
  ChannelMessage,
  FailedMessages,
} from '../../api/channels/schema.ts';
import type { ItemFile } from '../../api/common/fileSchema.ts';
import type { MovedGroup } from '../../api/common/movesSchema.ts';
import type { LocalText, Page, PostKind, PostRef, TimelineEntry, UnitRef } from '../../api/common/schema.ts';
import type {
  Comparison,
  Definition,
  DefinitionEvent,
  DefinitionFinding,
  DefinitionRow,
  DefinitionTemplate,
  DefinitionVersion,
  SavedDraft,
  TakenFile,
} from '../../api/definitions/schema.ts';
import type { Delegation } from '../../api/delegations/schema.ts';
import type { Escalation, EscalationDetail } from '../../api/escalations/schema.ts';
import type { Extension } from '../../api/extensions/schema.ts';
import type { InstanceMove, InstanceMoveDetail, MoveGroup, MovePreview } from '../../api/instanceMoves/schema.ts';
import type { Instructors } from '../../api/instructions/schema.ts';
import type {
  LadderList,
  LadderPreview,
  LadderRow,
  LadderRules,
  LadderSaved,
  LadderUsePreview,
  LadderUseSaved,
  LadderUses,
} from '../../api/ladders/schema.ts';
import type { Letter, LetterDrafted, LetterRow, SignAnswer } from '../../api/letters/schema.ts';
import type { TemplateList, TemplatePreview, TemplateSet } from '../../api/letterTemplates/schema.ts';
import type { CountyLimitsAnswer } from '../../api/limits/schema.ts';
import type { Matter, MatterRow, ReadRows } from '../../api/matters/schema.ts';
import type {
  DeadlinePreview,
  Indicator,
  Light,
  Measure,
  MeasureInput,
  MeasureRow,
  Passage,
  PlannedDeadline,
  PlannedDeadlineList,
  ProcessView,
  ScoreEntry,
} from '../../api/measures/schema.ts';
import type { BatchList, SeveralPreview } from '../../api/measures/severalSchema.ts';
import type {
  DefinitionStanding,
  MailFailure,
  MailsResent,
  Monitor,
  MonitorChoices,
  Monitored,
  MonitoredDetail,
  MonitorFault,
} from '../../api/monitor/schema.ts';
import type { MailPreview, MailTemplateList, MailTemplateSet, NoticeRules } from '../../api/noticeSettings/schema.ts';
import type { Deliveries, Delivery, Notice, UnreadCount } from '../../api/notices/schema.ts';
import type { Objection } from '../../api/objections/schema.ts';
import type { Handover, Leaving } from '../../api/organisation/leavingSchema.ts';
import type {
  Account,
  ImportColumn,
  ImportRow,
  NameDecision,
  OrganisationImportAnswer,
  Person,
  Post,
  TemporaryPassword,
  Unit,
  UnitGroup,
} from '../../api/organisation/schema.ts';
import type { PlannedUnitChanges, SuccessionCounts, UnitLineage } from '../../api/organisation/unitChangeSchema.ts';
import type { Revision, RevisionChange } from '../../api/plans/revisionSchema.ts';
import type {
  Candidate,
  Clause,
  Draft,
  DraftRow,
  Finding,
  LaunchSettings,
  PeriodSetting,
  Plan,
  PlanRow,
  Reporting,
  ReportingRow,
} from '../../api/plans/schema.ts';
import type { Begun, Run, RunDetail, Startable } from '../../api/processes/schema.ts';
import type { PublicInfo } from '../../api/public/schema.ts';
import type { Clock, Mail } from '../../api/rehearsal/schema.ts';
import type { PlansToChoose, Rehearsal, RehearsedItem, SteppedRehearsal } from '../../api/rehearsals/schema.ts';
import type { SessionAnswer, SessionUser } from '../../api/session/schema.ts';
import type { Trigger, TriggerList, TriggerSchedule, TriggerSchedules } from '../../api/triggers/schema.ts';
import type { Urging, Urgings, UrgingsMade } from '../../api/urgings/schema.ts';
import type { Sheet, WorkItem, WorkItemDetail } from '../../api/workItems/schema.ts';

/** 'YYYY-MM-DD' */
export type Day = string;
export type Words = LocalText;
export type List<T> = Page<T>;
export type User = SessionUser;
export type Session = SessionAnswer;
export type Colour = Light['colour'];
export type WorkItemState = WorkItem['state'];
export type ImportContent = Draft['content'];
export type MeasureDraft = ImportContent['measures'][number];
export type Deadline = MeasureDraft['deadline'];
export type DraftIndicator = MeasureDraft['indicators'][number];
export type EscalationAct = keyof Escalation['can'];
export type ImportAnswer = OrganisationImportAnswer;

export type {
  Account,
  BatchList,
  Begun,
  Board,
  Burden,
  BurdenSources,
  CalendarCoverage,
  CalendarPreview,
  CalendarSaved,
  CalendarVersions,
  CalendarYear,
  CalendarYearDays,
  Candidate,
  Channel,
  ChannelDeliveries,
  ChannelList,
  ChannelMessage,
  Clause,
  Clock,
  Comparison,
  CountyLimitsAnswer,
  CreatedToken,
  DeadlinePreview,
  Definition,
  DefinitionEvent,
  DefinitionFinding,
  DefinitionRow,
  DefinitionStanding,
  DefinitionTemplate,
  DefinitionVersion,
  Delegation,
  Deliveries,
  Delivery,
  Draft,
  DraftRow,
  Escalation,
  EscalationDetail,
  Extension,
  ExtraDays,
  FailedMessages,
  Finding,
  Handover,
  HolidayNotice,
  ImportColumn,
  ImportRow,
  Indicator,
  InstanceMove,
  InstanceMoveDetail,
  Instructors,
  ItemFile,
  LadderList,
  LadderPreview,
  LadderRow,
  LadderRules,
  LadderSaved,
  LadderUsePreview,
  LadderUseSaved,
  LadderUses,
  LaunchSettings,
  Leaving,
  Letter,
  LetterDrafted,
  LetterRow,
  Light,
  Mail,
  MailFailure,
  MailPreview,
  MailsResent,
  MailTemplateList,
  MailTemplateSet,
  Matter,
  MatterRow,
  Measure,
  MeasureInput,
  MeasureRow,
  Monitor,
  MonitorChoices,
  Monitored,
  MonitoredDetail,
  MonitorFault,
  MovedGroup,
  MoveGroup,
  MovePreview,
  NameDecision,
  Notice,
  NoticeRules,
  Objection,
  PackagedCalendar,
  Passage,
  PasswordChange,
  PeriodSetting,
  Person,
  Plan,
  PlannedDeadline,
  PlannedDeadlineList,
  PlannedUnitChanges,
  PlanRow,
  PlansToChoose,
  Post,
  PostKind,
  PostRef,
  ProcessView,
  PublicInfo,
  ReadRows,
  Rehearsal,
  RehearsedItem,
  Reporting,
  ReportingRow,
  Revision,
  RevisionChange,
  Run,
  RunDetail,
  SavedDraft,
  ScoreEntry,
  SeveralPreview,
  Sheet,
  SignAnswer,
  Startable,
  SteppedRehearsal,
  SuccessionCounts,
  TakenFile,
  TemplateList,
  TemplatePreview,
  TemplateSet,
  TemporaryPassword,
  TimelineEntry,
  Token,
  Trigger,
  TriggerList,
  TriggerSchedule,
  TriggerSchedules,
  Unit,
  UnitGroup,
  UnitLineage,
  UnitRef,
  UnreadCount,
  Urging,
  Urgings,
  UrgingsMade,
  WorkItem,
  WorkItemDetail,
};
