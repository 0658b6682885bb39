-- CreateEnum
CREATE TYPE "TriggerKind" AS ENUM ('SCHEDULE', 'EVENT');

-- CreateEnum
CREATE TYPE "TriggerRhythm" AS ENUM ('WEEK', 'MONTH', 'QUARTER', 'YEAR');

-- CreateEnum
CREATE TYPE "TriggerEvent" AS ENUM ('RETURNED', 'SCORE_BELOW', 'RUNG_REACHED', 'PLAN_LAUNCHED');

-- CreateEnum
CREATE TYPE "OccurrenceState" AS ENUM ('PENDING', 'BEGUN', 'NOTHING', 'MISSED', 'PAUSED');

-- AlterEnum
ALTER TYPE "AuditKind" ADD VALUE 'TRIGGER_CHANGED';

-- AlterTable
ALTER TABLE "ProcessRun" ADD COLUMN     "triggerIds" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "ProcessTrigger" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "kind" "TriggerKind" NOT NULL,
    "definitionId" TEXT NOT NULL,
    "planId" TEXT,
    "note" TEXT NOT NULL,
    "every" "TriggerRhythm",
    "onDay" INTEGER,
    "month" INTEGER,
    "nextOn" TEXT,
    "event" "TriggerEvent",
    "threshold" DOUBLE PRECISION,
    "rung" TEXT,
    "pausedOn" TEXT,
    "pauseReason" TEXT,
    "removedOn" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdOn" TEXT NOT NULL,

    CONSTRAINT "ProcessTrigger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TriggerOccurrence" (
    "triggerId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "planId" TEXT,
    "measureId" TEXT,
    "state" "OccurrenceState" NOT NULL,
    "runId" TEXT,
    "detail" TEXT,

    CONSTRAINT "TriggerOccurrence_pkey" PRIMARY KEY ("triggerId","key")
);

-- CreateIndex
CREATE INDEX "ProcessTrigger_countyId_nextOn_idx" ON "ProcessTrigger"("countyId", "nextOn");

-- CreateIndex
CREATE INDEX "TriggerOccurrence_state_idx" ON "TriggerOccurrence"("state");

-- AddForeignKey
ALTER TABLE "TriggerOccurrence" ADD CONSTRAINT "TriggerOccurrence_triggerId_fkey" FOREIGN KEY ("triggerId") REFERENCES "ProcessTrigger"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
