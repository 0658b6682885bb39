-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'LETTER_EDITED';
ALTER TYPE "AuditKind" ADD VALUE 'LETTER_RECEIVED';
ALTER TYPE "AuditKind" ADD VALUE 'LETTER_TEMPLATE_CHANGED';
ALTER TYPE "AuditKind" ADD VALUE 'FILE_ADDED';

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "additions" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "answerDueOn" TEXT,
ADD COLUMN     "answerItemId" TEXT,
ADD COLUMN     "answerWithin" INTEGER,
ADD COLUMN     "approverKind" "PostKind",
ADD COLUMN     "approverPostId" TEXT,
ADD COLUMN     "approverUnitId" TEXT,
ADD COLUMN     "draftedBy" TEXT,
ADD COLUMN     "edited" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "itemDueOn" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'SUPERVISION',
ADD COLUMN     "receivedBy" TEXT,
ADD COLUMN     "receivedOn" TEXT,
ADD COLUMN     "signedById" TEXT,
ADD COLUMN     "templateVersion" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "withdrawnReason" TEXT;

-- CreateTable
CREATE TABLE "LetterTemplate" (
    "countyId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "answerWithin" INTEGER,
    "reason" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,

    CONSTRAINT "LetterTemplate_pkey" PRIMARY KEY ("countyId","kind","version")
);

-- CreateTable
CREATE TABLE "LetterForm" (
    "countyId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,

    CONSTRAINT "LetterForm_pkey" PRIMARY KEY ("countyId","kind","version")
);

-- CreateTable
CREATE TABLE "ItemFile" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "workItemId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "addedBy" TEXT NOT NULL,
    "addedOn" TEXT NOT NULL,

    CONSTRAINT "ItemFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ItemFile_workItemId_idx" ON "ItemFile"("workItemId");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_answerItemId_key" ON "Letter"("answerItemId");

-- A letter names its signer itself, as its escalation did until now.
UPDATE "Letter" l SET "approverKind" = e."approverKind", "approverPostId" = e."approverPostId",
  "approverUnitId" = e."approverUnitId", "itemDueOn" = w."dueOn"
FROM "Escalation" e JOIN "WorkItem" w ON w.id = e."workItemId" WHERE e."letterId" = l.id;
