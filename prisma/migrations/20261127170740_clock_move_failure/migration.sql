-- AlterTable
ALTER TABLE "County" ADD COLUMN     "moveFailure" JSONB;
