-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'PROCESS_RETRIED';
ALTER TYPE "AuditKind" ADD VALUE 'OPERATION_SKIPPED';
ALTER TYPE "AuditKind" ADD VALUE 'WORK_ITEM_REASSIGNED';

-- CreateTable
CREATE TABLE "StepFailure" (
    "instanceId" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "message" TEXT NOT NULL,
    "activityKey" TEXT,
    "elementId" TEXT,
    "operation" TEXT,
    "firstAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StepFailure_pkey" PRIMARY KEY ("instanceId")
);

-- CreateTable
CREATE TABLE "SkippedOperation" (
    "instanceId" TEXT NOT NULL,
    "activityKey" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "skippedBy" TEXT NOT NULL,
    "skippedOn" TEXT NOT NULL,

    CONSTRAINT "SkippedOperation_pkey" PRIMARY KEY ("instanceId","activityKey")
);
