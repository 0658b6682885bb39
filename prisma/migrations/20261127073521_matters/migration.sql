-- CreateEnum
CREATE TYPE "PlanKind" AS ENUM ('DOCUMENT', 'MATTER');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'MATTER_OPENED';
ALTER TYPE "AuditKind" ADD VALUE 'MATTER_CLOSED';

-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "kind" "PlanKind" NOT NULL DEFAULT 'DOCUMENT',
ALTER COLUMN "measureVersionId" DROP NOT NULL,
ALTER COLUMN "unitVersionId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Matter" (
    "planId" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "aboutPlanId" TEXT,
    "openedBy" TEXT NOT NULL,
    "conclusion" TEXT,
    "closedBy" TEXT,
    "closedOn" TEXT,

    CONSTRAINT "Matter_pkey" PRIMARY KEY ("planId")
);

-- CreateIndex
CREATE INDEX "Matter_countyId_idx" ON "Matter"("countyId");
