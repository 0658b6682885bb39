-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "InstallationMode" AS ENUM ('REHEARSAL', 'PRODUCTION');

-- CreateEnum
CREATE TYPE "PostKind" AS ENUM ('OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE', 'ADMIN');

-- CreateEnum
CREATE TYPE "PlanState" AS ENUM ('LAUNCHING', 'RUNNING', 'CLOSED');

-- CreateEnum
CREATE TYPE "DraftState" AS ENUM ('OPEN', 'LAUNCHED', 'DISCARDED');

-- CreateEnum
CREATE TYPE "AssignmentRole" AS ENUM ('LEAD', 'RESPONSIBLE', 'SUPPORTING');

-- CreateEnum
CREATE TYPE "MeasureState" AS ENUM ('RUNNING', 'CLOSED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "ClauseKind" AS ENUM ('DUTY', 'ASSESSMENT', 'ESCALATION');

-- CreateEnum
CREATE TYPE "ClauseState" AS ENUM ('TO_ARRANGE', 'ARRANGED');

-- CreateEnum
CREATE TYPE "VersionState" AS ENUM ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'RETIRED');

-- CreateEnum
CREATE TYPE "SubjectKind" AS ENUM ('MEASURE', 'UNIT_IN_PLAN', 'CUSTOM');

-- CreateEnum
CREATE TYPE "InstanceStatus" AS ENUM ('RUNNING', 'COMPLETED', 'TERMINATED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "WorkItemState" AS ENUM ('OPEN', 'PREPARED', 'SUBMITTED', 'ACCEPTED', 'RETURNED', 'DEEMED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "EscalationState" AS ENUM ('NOTIFIED', 'DRAFTED', 'LISTED', 'HELD', 'SENT', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'ACKNOWLEDGED');

-- CreateEnum
CREATE TYPE "LetterState" AS ENUM ('DRAFT', 'SIGNED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "DigestState" AS ENUM ('CLAIMED', 'SENT', 'REFUSED', 'UNDELIVERABLE', 'EMPTY');

-- CreateEnum
CREATE TYPE "AuditKind" AS ENUM ('PLAN_IMPORTED', 'DRAFT_CHANGED', 'PLAN_LAUNCHED', 'PLAN_CLOSED', 'MEASURE_HANDED_OVER', 'MEASURE_CLOSED', 'WORK_ITEM_OPENED', 'WORK_ITEM_PREPARED', 'WORK_ITEM_RECALLED', 'WORK_ITEM_SUBMITTED', 'WORK_ITEM_ACCEPTED', 'WORK_ITEM_RETURNED', 'WORK_ITEM_DEEMED', 'WORK_ITEM_CANCELLED', 'PERIOD_UNREPORTED', 'SCORED', 'RUNG_REACHED', 'RUNG_HELD', 'RUNG_RELEASED', 'ESCALATION_DECIDED', 'ESCALATION_ACKNOWLEDGED', 'LETTER_DRAFTED', 'LETTER_SIGNED', 'LETTER_WITHDRAWN', 'DIGEST_SENT', 'DIGEST_FAILED', 'CLOCK_MOVED', 'ACCOUNT_CREATED', 'ACCOUNT_PASSWORD_RESET', 'ACCOUNT_DISABLED', 'ORGANISATION_CHANGED', 'SIGNED_IN', 'SIGN_IN_FAILED');

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "mode" "InstallationMode" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "County" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "businessDate" TEXT,
    "movingTo" TEXT,
    "calendarVersion" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "County_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarYear" (
    "countyId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CalendarYear_pkey" PRIMARY KEY ("countyId","year")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "countyId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "working" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("countyId","day")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT,
    "aliases" TEXT[],
    "kind" TEXT NOT NULL DEFAULT 'DEPARTMENT',
    "validFrom" TEXT,
    "validTo" TEXT,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnitGroup" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],

    CONSTRAINT "UnitGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnitGroupMember" (
    "groupId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL DEFAULT '0001-01-01',
    "toDay" TEXT,

    CONSTRAINT "UnitGroupMember_pkey" PRIMARY KEY ("groupId","unitId","fromDay")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "unitId" TEXT,
    "title" TEXT NOT NULL,
    "kind" "PostKind" NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "language" TEXT NOT NULL DEFAULT 'zh',

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PostHolding" (
    "id" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT,

    CONSTRAINT "PostHolding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "mustChangePassword" BOOLEAN NOT NULL DEFAULT false,
    "disabledAt" TIMESTAMPTZ(3),
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonalToken" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PersonalToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "sid" VARCHAR NOT NULL,
    "sess" JSON NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanDraft" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "state" "DraftState" NOT NULL DEFAULT 'OPEN',
    "content" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "planId" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "documentId" TEXT,
    "title" TEXT NOT NULL,
    "documentNumber" TEXT,
    "issuers" TEXT[],
    "issuedOn" TEXT,
    "periodStart" TEXT,
    "periodEnd" TEXT,
    "state" "PlanState" NOT NULL DEFAULT 'LAUNCHING',
    "launchedOn" TEXT NOT NULL,
    "measureVersionId" TEXT NOT NULL,
    "unitVersionId" TEXT NOT NULL,
    "ladderId" TEXT NOT NULL,
    "officeUnitId" TEXT NOT NULL,
    "approverPostId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanClause" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "kind" "ClauseKind" NOT NULL,
    "state" "ClauseState" NOT NULL DEFAULT 'TO_ARRANGE',
    "text" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "PlanClause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportingPeriod" (
    "planId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "cutOffOn" TEXT NOT NULL,

    CONSTRAINT "ReportingPeriod_pkey" PRIMARY KEY ("planId","key")
);

-- CreateTable
CREATE TABLE "AssessmentYear" (
    "planId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,

    CONSTRAINT "AssessmentYear_pkey" PRIMARY KEY ("planId","key")
);

-- CreateTable
CREATE TABLE "Measure" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "parentMeasureId" TEXT,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "path" TEXT[],
    "passages" JSONB NOT NULL,
    "deadlineText" TEXT,
    "deadlineKind" TEXT NOT NULL,
    "deadlineOn" TEXT,
    "state" "MeasureState" NOT NULL DEFAULT 'RUNNING',
    "closedOn" TEXT,

    CONSTRAINT "Measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeasureLeader" (
    "measureId" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,

    CONSTRAINT "MeasureLeader_pkey" PRIMARY KEY ("measureId","postId")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" TEXT NOT NULL,
    "measureId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "role" "AssignmentRole" NOT NULL,
    "groupName" TEXT,
    "ordinal" INTEGER NOT NULL,
    "answerable" BOOLEAN NOT NULL,
    "responsiblePerson" TEXT,
    "removedOn" TEXT,

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Indicator" (
    "id" TEXT NOT NULL,
    "measureId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "comparator" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "valueTo" DOUBLE PRECISION,
    "unit" TEXT NOT NULL,
    "period" TEXT,
    "by" TEXT,

    CONSTRAINT "Indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProcessDefinition" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "ProcessDefinition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DefinitionVersion" (
    "id" TEXT NOT NULL,
    "definitionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "VersionState" NOT NULL,
    "bpmnXml" TEXT NOT NULL,
    "graph" JSONB NOT NULL,
    "graphHash" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DefinitionVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProcessInstance" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "definitionVersionId" TEXT NOT NULL,
    "graphHash" TEXT NOT NULL,
    "subjectKind" "SubjectKind" NOT NULL,
    "planId" TEXT,
    "measureId" TEXT,
    "unitId" TEXT,
    "status" "InstanceStatus" NOT NULL DEFAULT 'RUNNING',
    "state" JSONB NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 1,
    "lastAnswer" JSONB,
    "outboxSeq" INTEGER NOT NULL DEFAULT 0,
    "wakeSeq" INTEGER NOT NULL DEFAULT 0,
    "consumedUpTo" INTEGER NOT NULL DEFAULT 0,
    "workflowStartedAt" TIMESTAMPTZ(3),
    "parentInstanceId" TEXT,
    "parentKey" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProcessInstance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "instanceId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "event" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("instanceId","seq")
);

-- CreateTable
CREATE TABLE "Timer" (
    "instanceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "day" TEXT,
    "firedOn" TEXT,

    CONSTRAINT "Timer_pkey" PRIMARY KEY ("instanceId","key")
);

-- CreateTable
CREATE TABLE "Ladder" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rungs" JSONB NOT NULL,

    CONSTRAINT "Ladder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkItem" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "instanceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "elementId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "WorkItemState" NOT NULL DEFAULT 'OPEN',
    "planId" TEXT,
    "measureId" TEXT,
    "assignmentId" TEXT,
    "periodKey" TEXT,
    "yearKey" TEXT,
    "round" INTEGER NOT NULL,
    "previousId" TEXT,
    "reviewsId" TEXT,
    "holderKind" "PostKind" NOT NULL,
    "unitId" TEXT,
    "postId" TEXT,
    "outcomes" TEXT[],
    "groupKey" TEXT,
    "groupNeeded" INTEGER,
    "openedOn" TEXT NOT NULL,
    "dueOn" TEXT,
    "dueRule" JSONB NOT NULL,
    "deemOn" TEXT,
    "deemedAfter" INTEGER,
    "preparedBy" TEXT,
    "preparedOn" TEXT,
    "submittedBy" TEXT,
    "submittedOn" TEXT,
    "closedBy" TEXT,
    "closedOn" TEXT,
    "outcome" TEXT,
    "text" TEXT,
    "fields" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "unreported" BOOLEAN NOT NULL DEFAULT false,
    "ladderId" TEXT,
    "ladderUpTo" TEXT,
    "obligationKey" TEXT NOT NULL,
    "arming" INTEGER NOT NULL DEFAULT 1,
    "carriedDays" INTEGER NOT NULL DEFAULT 0,
    "frozen" JSONB NOT NULL DEFAULT '[]',
    "nextRung" TEXT,
    "nextRungOn" TEXT,
    "announcedOn" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeasureInput" (
    "id" TEXT NOT NULL,
    "sheetItemId" TEXT NOT NULL,
    "measureId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "periodKey" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "submittedOn" TEXT NOT NULL,

    CONSTRAINT "MeasureInput_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Escalation" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "instanceId" TEXT NOT NULL,
    "obligationKey" TEXT NOT NULL,
    "arming" INTEGER NOT NULL,
    "rung" TEXT NOT NULL,
    "workItemId" TEXT NOT NULL,
    "planId" TEXT,
    "measureId" TEXT,
    "unitId" TEXT,
    "reachedOn" TEXT NOT NULL,
    "listedOn" TEXT,
    "deliveredOn" TEXT,
    "state" "EscalationState" NOT NULL,
    "letterId" TEXT,
    "approverKind" "PostKind",
    "approverPostId" TEXT,
    "approverUnitId" TEXT,
    "reason" TEXT,
    "decidedBy" TEXT,
    "decidedOn" TEXT,
    "updatedOn" TEXT,
    "outcome" TEXT,

    CONSTRAINT "Escalation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "planId" TEXT,
    "workItemId" TEXT NOT NULL,
    "measureId" TEXT,
    "unitId" TEXT,
    "series" TEXT NOT NULL,
    "year" INTEGER,
    "number" INTEGER,
    "state" "LetterState" NOT NULL DEFAULT 'DRAFT',
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "hash" TEXT,
    "draftedOn" TEXT NOT NULL,
    "signedBy" TEXT,
    "signedOn" TEXT,
    "withdrawnOn" TEXT,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterSeries" (
    "countyId" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "LetterSeries_pkey" PRIMARY KEY ("countyId","series","year")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "workItemId" TEXT NOT NULL,
    "escalationId" TEXT,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "digestId" TEXT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Digest" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "state" "DigestState" NOT NULL DEFAULT 'CLAIMED',
    "toAddress" TEXT,
    "subject" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DailyRound" (
    "countyId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DailyRound_pkey" PRIMARY KEY ("countyId","day")
);

-- CreateTable
CREATE TABLE "ScoreEntry" (
    "id" TEXT NOT NULL,
    "measureId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "yearKey" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "points" JSONB NOT NULL,
    "scoredOn" TEXT NOT NULL,

    CONSTRAINT "ScoreEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "countyId" TEXT NOT NULL,
    "kind" "AuditKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "businessDay" TEXT NOT NULL,
    "accountId" TEXT,
    "personName" TEXT,
    "planId" TEXT,
    "measureId" TEXT,
    "workItemId" TEXT,
    "instanceId" TEXT,
    "unitId" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailboxMessage" (
    "id" BIGSERIAL NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT[],
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Unit_countyId_name_key" ON "Unit"("countyId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "UnitGroup_countyId_name_key" ON "UnitGroup"("countyId", "name");

-- CreateIndex
CREATE INDEX "Post_countyId_kind_idx" ON "Post"("countyId", "kind");

-- CreateIndex
CREATE INDEX "Post_unitId_idx" ON "Post"("unitId");

-- CreateIndex
CREATE INDEX "Person_countyId_name_idx" ON "Person"("countyId", "name");

-- CreateIndex
CREATE INDEX "PostHolding_personId_idx" ON "PostHolding"("personId");

-- CreateIndex
CREATE INDEX "PostHolding_postId_idx" ON "PostHolding"("postId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_personId_key" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_username_key" ON "Account"("username");

-- CreateIndex
CREATE UNIQUE INDEX "PersonalToken_tokenHash_key" ON "PersonalToken"("tokenHash");

-- CreateIndex
CREATE INDEX "session_expire_idx" ON "session"("expire");

-- CreateIndex
CREATE INDEX "PlanDraft_countyId_state_idx" ON "PlanDraft"("countyId", "state");

-- CreateIndex
CREATE INDEX "Plan_countyId_state_idx" ON "Plan"("countyId", "state");

-- CreateIndex
CREATE INDEX "PlanClause_planId_kind_idx" ON "PlanClause"("planId", "kind");

-- CreateIndex
CREATE INDEX "Measure_countyId_state_idx" ON "Measure"("countyId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Measure_planId_number_key" ON "Measure"("planId", "number");

-- CreateIndex
CREATE INDEX "MeasureLeader_postId_idx" ON "MeasureLeader"("postId");

-- CreateIndex
CREATE INDEX "Assignment_unitId_idx" ON "Assignment"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_measureId_unitId_key" ON "Assignment"("measureId", "unitId");

-- CreateIndex
CREATE UNIQUE INDEX "Indicator_measureId_number_key" ON "Indicator"("measureId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ProcessDefinition_countyId_key_key" ON "ProcessDefinition"("countyId", "key");

-- CreateIndex
CREATE INDEX "DefinitionVersion_graphHash_idx" ON "DefinitionVersion"("graphHash");

-- CreateIndex
CREATE UNIQUE INDEX "DefinitionVersion_definitionId_version_key" ON "DefinitionVersion"("definitionId", "version");

-- CreateIndex
CREATE INDEX "ProcessInstance_planId_idx" ON "ProcessInstance"("planId");

-- CreateIndex
CREATE INDEX "ProcessInstance_measureId_idx" ON "ProcessInstance"("measureId");

-- CreateIndex
CREATE UNIQUE INDEX "Ladder_countyId_name_version_key" ON "Ladder"("countyId", "name", "version");

-- CreateIndex
CREATE INDEX "WorkItem_unitId_state_idx" ON "WorkItem"("unitId", "state");

-- CreateIndex
CREATE INDEX "WorkItem_measureId_idx" ON "WorkItem"("measureId");

-- CreateIndex
CREATE INDEX "WorkItem_planId_periodKey_idx" ON "WorkItem"("planId", "periodKey");

-- CreateIndex
CREATE INDEX "WorkItem_reviewsId_idx" ON "WorkItem"("reviewsId");

-- CreateIndex
CREATE UNIQUE INDEX "WorkItem_instanceId_key_key" ON "WorkItem"("instanceId", "key");

-- CreateIndex
CREATE INDEX "MeasureInput_measureId_periodKey_idx" ON "MeasureInput"("measureId", "periodKey");

-- CreateIndex
CREATE UNIQUE INDEX "MeasureInput_sheetItemId_measureId_key" ON "MeasureInput"("sheetItemId", "measureId");

-- CreateIndex
CREATE INDEX "Escalation_countyId_rung_state_idx" ON "Escalation"("countyId", "rung", "state");

-- CreateIndex
CREATE INDEX "Escalation_workItemId_idx" ON "Escalation"("workItemId");

-- CreateIndex
CREATE INDEX "Escalation_measureId_idx" ON "Escalation"("measureId");

-- CreateIndex
CREATE UNIQUE INDEX "Escalation_instanceId_obligationKey_arming_rung_key" ON "Escalation"("instanceId", "obligationKey", "arming", "rung");

-- CreateIndex
CREATE INDEX "Letter_workItemId_idx" ON "Letter"("workItemId");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_countyId_series_year_number_key" ON "Letter"("countyId", "series", "year", "number");

-- CreateIndex
CREATE INDEX "Notice_digestId_idx" ON "Notice"("digestId");

-- CreateIndex
CREATE INDEX "Notice_workItemId_idx" ON "Notice"("workItemId");

-- CreateIndex
CREATE INDEX "Notice_countyId_day_idx" ON "Notice"("countyId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_personId_workItemId_kind_day_key" ON "Notice"("personId", "workItemId", "kind", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Digest_messageId_key" ON "Digest"("messageId");

-- CreateIndex
CREATE INDEX "Digest_state_idx" ON "Digest"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Digest_countyId_personId_day_key" ON "Digest"("countyId", "personId", "day");

-- CreateIndex
CREATE INDEX "ScoreEntry_measureId_idx" ON "ScoreEntry"("measureId");

-- CreateIndex
CREATE UNIQUE INDEX "ScoreEntry_assignmentId_yearKey_key" ON "ScoreEntry"("assignmentId", "yearKey");

-- CreateIndex
CREATE INDEX "AuditEvent_measureId_id_idx" ON "AuditEvent"("measureId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_workItemId_id_idx" ON "AuditEvent"("workItemId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_planId_id_idx" ON "AuditEvent"("planId", "id");

-- CreateIndex
CREATE INDEX "MailboxMessage_messageId_idx" ON "MailboxMessage"("messageId");

-- AddForeignKey
ALTER TABLE "UnitGroupMember" ADD CONSTRAINT "UnitGroupMember_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "UnitGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitGroupMember" ADD CONSTRAINT "UnitGroupMember_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostHolding" ADD CONSTRAINT "PostHolding_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostHolding" ADD CONSTRAINT "PostHolding_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonalToken" ADD CONSTRAINT "PersonalToken_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanClause" ADD CONSTRAINT "PlanClause_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportingPeriod" ADD CONSTRAINT "ReportingPeriod_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssessmentYear" ADD CONSTRAINT "AssessmentYear_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureLeader" ADD CONSTRAINT "MeasureLeader_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "Measure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "Measure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Indicator" ADD CONSTRAINT "Indicator_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "Measure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DefinitionVersion" ADD CONSTRAINT "DefinitionVersion_definitionId_fkey" FOREIGN KEY ("definitionId") REFERENCES "ProcessDefinition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot express.

-- Instances that the workflow has not yet caught up with: what "settled" looks at, and the relay.
CREATE INDEX "ProcessInstance_behind" ON "ProcessInstance" ("countyId", "id")
  WHERE "status" = 'RUNNING' AND "consumedUpTo" < "wakeSeq";

-- Events that the workflow has not been told of.
CREATE INDEX "Outbox_undelivered" ON "Outbox" ("createdAt") WHERE "deliveredAt" IS NULL;

-- Items that no round has told their holder of.
CREATE INDEX "WorkItem_unannounced" ON "WorkItem" ("countyId") WHERE "announcedOn" IS NULL AND "state" = 'OPEN';

-- Instances whose workflow has not been started yet.
CREATE INDEX "ProcessInstance_unstarted" ON "ProcessInstance" ("countyId", "id")
  WHERE "status" = 'RUNNING' AND "workflowStartedAt" IS NULL;

-- The daily round reads only what falls due.
CREATE INDEX "WorkItem_nextRung" ON "WorkItem" ("countyId", "nextRungOn")
  WHERE "state" IN ('OPEN', 'PREPARED') AND "nextRungOn" IS NOT NULL;
CREATE INDEX "WorkItem_deem" ON "WorkItem" ("countyId", "deemOn")
  WHERE "state" = 'OPEN' AND "deemOn" IS NOT NULL;
CREATE INDEX "Timer_due" ON "Timer" ("day") WHERE "firedOn" IS NULL AND "day" IS NOT NULL;

-- Worklists.
CREATE INDEX "WorkItem_open" ON "WorkItem" ("countyId", "holderKind", "unitId", "dueOn")
  WHERE "state" IN ('OPEN', 'PREPARED');

-- The single row of Installation, and what the audit trail says, never change.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'this table is never changed once written';
END $$;
CREATE TRIGGER "Installation_frozen" BEFORE UPDATE OR DELETE ON "Installation"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
