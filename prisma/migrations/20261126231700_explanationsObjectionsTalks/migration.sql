-- CreateEnum
CREATE TYPE "ObjectionState" AS ENUM ('OPEN', 'UPHELD', 'LIFTED');

-- CreateEnum
CREATE TYPE "TalkState" AS ENUM ('ARRANGED', 'HELD', 'FOLLOWED_UP');

-- AlterEnum
ALTER TYPE "EscalationState" ADD VALUE 'TOLERATED';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'EXPLANATION_ASKED';
ALTER TYPE "AuditKind" ADD VALUE 'OBJECTION_FILED';
ALTER TYPE "AuditKind" ADD VALUE 'OBJECTION_DECIDED';
ALTER TYPE "AuditKind" ADD VALUE 'TALK_ARRANGED';
ALTER TYPE "AuditKind" ADD VALUE 'TALK_HELD';
ALTER TYPE "AuditKind" ADD VALUE 'TALK_FOLLOWED_UP';
ALTER TYPE "AuditKind" ADD VALUE 'PACKAGE_MADE';

-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "lightLiftedOn" TEXT;

-- AlterTable
ALTER TABLE "Escalation" ADD COLUMN     "decidedById" TEXT,
ADD COLUMN     "explainItemId" TEXT,
ADD COLUMN     "explainUntil" TEXT,
ADD COLUMN     "liftedOn" TEXT,
ADD COLUMN     "liftedReason" TEXT,
ADD COLUMN     "toleranceGround" TEXT;

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "liftedOn" TEXT,
ADD COLUMN     "liftedReason" TEXT;

-- CreateTable
CREATE TABLE "Objection" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "letterId" TEXT,
    "escalationId" TEXT,
    "workItemId" TEXT NOT NULL,
    "planId" TEXT,
    "measureId" TEXT,
    "unitId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "filedBy" TEXT NOT NULL,
    "filedOn" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "issuerId" TEXT,
    "state" "ObjectionState" NOT NULL DEFAULT 'OPEN',
    "decidedBy" TEXT,
    "decidedOn" TEXT,
    "ground" TEXT,

    CONSTRAINT "Objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Talk" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "state" "TalkState" NOT NULL DEFAULT 'ARRANGED',
    "at" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "arrangedBy" TEXT NOT NULL,
    "arrangedOn" TEXT NOT NULL,
    "letterId" TEXT,
    "heldOn" TEXT,
    "host" TEXT,
    "attendees" TEXT[],
    "record" TEXT,
    "recordedBy" TEXT,
    "followUp" TEXT,
    "followedUpBy" TEXT,
    "followedUpOn" TEXT,

    CONSTRAINT "Talk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferralPackage" (
    "escalationId" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "pdf" BYTEA NOT NULL,
    "pdfHash" TEXT NOT NULL,
    "zip" BYTEA NOT NULL,
    "zipHash" TEXT NOT NULL,
    "madeBy" TEXT NOT NULL,
    "madeOn" TEXT NOT NULL,

    CONSTRAINT "ReferralPackage_pkey" PRIMARY KEY ("escalationId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Objection_itemId_key" ON "Objection"("itemId");

-- CreateIndex
CREATE INDEX "Objection_countyId_state_idx" ON "Objection"("countyId", "state");

-- CreateIndex
CREATE INDEX "Objection_workItemId_idx" ON "Objection"("workItemId");

-- CreateIndex
CREATE UNIQUE INDEX "Talk_escalationId_key" ON "Talk"("escalationId");

-- CreateIndex
CREATE UNIQUE INDEX "Escalation_explainItemId_key" ON "Escalation"("explainItemId");
