-- AlterEnum
ALTER TYPE "TriggerEvent" ADD VALUE 'MEASURE_CLOSED';

-- AlterTable
ALTER TABLE "ProcessTrigger" ADD COLUMN     "clauseId" TEXT,
ADD COLUMN     "matter" JSONB;
