-- AlterEnum
ALTER TYPE "AuditKind" ADD VALUE 'WORK_ITEM_SIGNED';

-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "signBy" TEXT,
ADD COLUMN     "signedBy" TEXT,
ADD COLUMN     "signedOn" TEXT,
ADD COLUMN     "stepLadder" TEXT;
