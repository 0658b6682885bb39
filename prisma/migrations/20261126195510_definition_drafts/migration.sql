-- CreateEnum
CREATE TYPE "DefinitionPurpose" AS ENUM ('MEASURE', 'UNIT_IN_PLAN', 'BESIDE', 'GROUP');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'DEFINITION_CREATED';
ALTER TYPE "AuditKind" ADD VALUE 'DEFINITION_CHANGED';
ALTER TYPE "AuditKind" ADD VALUE 'DEFINITION_DISCARDED';
ALTER TYPE "AuditKind" ADD VALUE 'DEFINITION_SUBMITTED';
ALTER TYPE "AuditKind" ADD VALUE 'DEFINITION_RECALLED';
ALTER TYPE "AuditKind" ADD VALUE 'DEFINITION_RETURNED';
ALTER TYPE "AuditKind" ADD VALUE 'DEFINITION_PUBLISHED';
ALTER TYPE "AuditKind" ADD VALUE 'DEFINITION_RETIRED';

-- AlterTable
ALTER TABLE "ProcessDefinition" ADD COLUMN     "purpose" "DefinitionPurpose" NOT NULL DEFAULT 'BESIDE';

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "definitionId" TEXT;

-- CreateTable
CREATE TABLE "DefinitionDraft" (
    "definitionId" TEXT NOT NULL,
    "state" "VersionState" NOT NULL DEFAULT 'DRAFT',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "bpmnXml" TEXT NOT NULL,
    "basedOn" INTEGER,
    "authorIds" TEXT[],
    "note" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DefinitionDraft_pkey" PRIMARY KEY ("definitionId")
);

-- CreateIndex
CREATE INDEX "AuditEvent_definitionId_id_idx" ON "AuditEvent"("definitionId", "id");

-- AddForeignKey
ALTER TABLE "DefinitionDraft" ADD CONSTRAINT "DefinitionDraft_definitionId_fkey" FOREIGN KEY ("definitionId") REFERENCES "ProcessDefinition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the shipped definitions are for.
UPDATE "ProcessDefinition" SET "purpose" = 'MEASURE' WHERE "key" = 'measureLifecycle';
UPDATE "ProcessDefinition" SET "purpose" = 'UNIT_IN_PLAN' WHERE "key" = 'unitInPlan';
UPDATE "ProcessDefinition" SET "purpose" = 'GROUP' WHERE "key" = 'fillGroup';
