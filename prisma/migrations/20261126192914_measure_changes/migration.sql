-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'MEASURE_PAUSED';
ALTER TYPE "AuditKind" ADD VALUE 'MEASURE_RESUMED';
ALTER TYPE "AuditKind" ADD VALUE 'MEASURE_WITHDRAWN';
ALTER TYPE "AuditKind" ADD VALUE 'UNIT_ADDED';
ALTER TYPE "AuditKind" ADD VALUE 'UNIT_REMOVED';
ALTER TYPE "AuditKind" ADD VALUE 'GROUP_FILLED';
ALTER TYPE "AuditKind" ADD VALUE 'CLAUSE_ARRANGED';

-- AlterTable
ALTER TABLE "PlanClause" ADD COLUMN     "arrangedBy" TEXT,
ADD COLUMN     "arrangedOn" TEXT,
ADD COLUMN     "arrangement" TEXT;

-- AlterTable
ALTER TABLE "Measure" ADD COLUMN     "pausedOn" TEXT,
ADD COLUMN     "stateReason" TEXT;

-- AlterTable
ALTER TABLE "ProcessInstance" ADD COLUMN     "title" TEXT;

-- CreateTable
CREATE TABLE "MeasureGroup" (
    "measureId" TEXT NOT NULL,
    "groupName" TEXT NOT NULL,
    "role" "AssignmentRole" NOT NULL,

    CONSTRAINT "MeasureGroup_pkey" PRIMARY KEY ("measureId","groupName")
);

-- AddForeignKey
ALTER TABLE "MeasureGroup" ADD CONSTRAINT "MeasureGroup_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "Measure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
