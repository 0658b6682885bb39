-- AlterTable
ALTER TABLE "Digest" ADD COLUMN     "triedAt" TIMESTAMPTZ(3);
