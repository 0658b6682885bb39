-- CreateEnum
CREATE TYPE "ExtensionState" AS ENUM ('OPEN', 'GRANTED', 'REFUSED', 'WITHDRAWN');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'EXTENSION_ASKED';
ALTER TYPE "AuditKind" ADD VALUE 'EXTENSION_DECIDED';
ALTER TYPE "AuditKind" ADD VALUE 'EXTENSION_WITHDRAWN';

-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "originalDueOn" TEXT;

-- CreateTable
CREATE TABLE "Extension" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "workItemId" TEXT NOT NULL,
    "instanceId" TEXT NOT NULL,
    "obligationKey" TEXT NOT NULL,
    "planId" TEXT,
    "measureId" TEXT,
    "unitId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "fromDueOn" TEXT NOT NULL,
    "askedDueOn" TEXT NOT NULL,
    "stopsClock" BOOLEAN NOT NULL,
    "filedBy" TEXT NOT NULL,
    "filedOn" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "state" "ExtensionState" NOT NULL DEFAULT 'OPEN',
    "grantedDueOn" TEXT,
    "decidedBy" TEXT,
    "decidedOn" TEXT,
    "ground" TEXT,

    CONSTRAINT "Extension_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Extension_itemId_key" ON "Extension"("itemId");

-- CreateIndex
CREATE INDEX "Extension_countyId_state_idx" ON "Extension"("countyId", "state");

-- CreateIndex
CREATE INDEX "Extension_workItemId_idx" ON "Extension"("workItemId");

-- CreateIndex
CREATE INDEX "Extension_instanceId_obligationKey_idx" ON "Extension"("instanceId", "obligationKey");
