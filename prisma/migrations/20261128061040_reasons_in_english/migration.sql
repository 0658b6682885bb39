-- AlterTable
ALTER TABLE "TriggerOccurrence" ADD COLUMN     "detailEn" TEXT;
