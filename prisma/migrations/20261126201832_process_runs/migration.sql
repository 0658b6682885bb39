-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'PROCESS_STARTED';
ALTER TYPE "AuditKind" ADD VALUE 'PROCESS_ENDED';

-- AlterTable
ALTER TABLE "ProcessInstance" ADD COLUMN     "runId" TEXT;

-- CreateTable
CREATE TABLE "ProcessRun" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "definitionVersionId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "startedBy" TEXT NOT NULL,
    "startedOn" TEXT NOT NULL,
    "endedFor" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "endedBy" TEXT,
    "endedOn" TEXT,
    "endReason" TEXT,

    CONSTRAINT "ProcessRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ProcessRun_planId_idx" ON "ProcessRun"("planId");

-- CreateIndex
CREATE INDEX "ProcessInstance_runId_idx" ON "ProcessInstance"("runId");
