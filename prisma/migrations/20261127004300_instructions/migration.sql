-- AlterTable
ALTER TABLE "ProcessRun" ADD COLUMN     "instructedByPostId" TEXT;

-- AlterTable
ALTER TABLE "ProcessInstance" ADD COLUMN     "deadlineOn" TEXT;
