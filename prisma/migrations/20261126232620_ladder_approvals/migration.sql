-- AlterEnum
ALTER TYPE "AuditKind" ADD VALUE 'APPROVAL_PASSED_ON';

-- AlterTable
ALTER TABLE "Escalation" ADD COLUMN     "decideBy" TEXT,
ADD COLUMN     "decideWithin" INTEGER,
ADD COLUMN     "deputyPostId" TEXT;
