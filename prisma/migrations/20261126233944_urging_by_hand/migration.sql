-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'ITEM_URGED';
ALTER TYPE "AuditKind" ADD VALUE 'URGING_ANSWERED';

-- CreateTable
CREATE TABLE "Urging" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "workItemId" TEXT NOT NULL,
    "planId" TEXT,
    "measureId" TEXT,
    "unitId" TEXT,
    "text" TEXT NOT NULL,
    "urgedBy" TEXT NOT NULL,
    "urgedOn" TEXT NOT NULL,
    "answerDueOn" TEXT,
    "answer" TEXT,
    "answeredBy" TEXT,
    "answeredOn" TEXT,

    CONSTRAINT "Urging_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Urging_workItemId_idx" ON "Urging"("workItemId");

-- CreateIndex
CREATE INDEX "Urging_countyId_urgedOn_idx" ON "Urging"("countyId", "urgedOn");
