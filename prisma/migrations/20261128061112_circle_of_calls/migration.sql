-- AlterTable
ALTER TABLE "StepFailure" ADD COLUMN     "circle" BOOLEAN NOT NULL DEFAULT false;
