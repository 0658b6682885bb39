-- AlterTable
ALTER TABLE "Escalation" ADD COLUMN     "receipt" TEXT;
