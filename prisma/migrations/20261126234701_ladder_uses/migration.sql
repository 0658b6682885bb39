-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'LADDER_USED';
ALTER TYPE "AuditKind" ADD VALUE 'MEASURE_URGENCY';

-- AlterTable
ALTER TABLE "Measure" ADD COLUMN     "urgent" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "processLadder" TEXT;

-- CreateTable
CREATE TABLE "LadderUse" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "ladderName" TEXT NOT NULL,
    "planId" TEXT,
    "kind" TEXT,
    "urgent" BOOLEAN,
    "fromDay" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,
    "endedOn" TEXT,
    "endedBy" TEXT,
    "endReason" TEXT,
    "applied" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "LadderUse_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LadderUse_countyId_idx" ON "LadderUse"("countyId");

-- What climbs today climbs as far as its process says.
UPDATE "WorkItem" SET "processLadder" = "ladderUpTo";
