-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'DELEGATION_MADE';
ALTER TYPE "AuditKind" ADD VALUE 'DELEGATION_ENDED';

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "onBehalfOf" TEXT;

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "onBehalfOfId" TEXT;

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "fromPersonId" TEXT NOT NULL,
    "toPersonId" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT NOT NULL,
    "signingOnly" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL,
    "madeBy" TEXT NOT NULL,
    "madeOn" TEXT NOT NULL,
    "endedOn" TEXT,
    "endedBy" TEXT,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Delegation_toPersonId_idx" ON "Delegation"("toPersonId");

-- CreateIndex
CREATE INDEX "Delegation_fromPersonId_idx" ON "Delegation"("fromPersonId");

-- CreateIndex
CREATE INDEX "Delegation_countyId_toDay_idx" ON "Delegation"("countyId", "toDay");

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_fromPersonId_fkey" FOREIGN KEY ("fromPersonId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_toPersonId_fkey" FOREIGN KEY ("toPersonId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
