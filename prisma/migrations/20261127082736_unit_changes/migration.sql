-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'UNIT_RENAMED';
ALTER TYPE "AuditKind" ADD VALUE 'UNIT_SUCCEEDED';

-- CreateTable
CREATE TABLE "UnitChange" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "onDay" TEXT NOT NULL,
    "fromIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "toIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "fromNames" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "toNames" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reason" TEXT NOT NULL,
    "madeBy" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UnitChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "UnitChange_countyId_onDay_idx" ON "UnitChange"("countyId", "onDay");
