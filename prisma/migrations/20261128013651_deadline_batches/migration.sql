-- AlterTable
ALTER TABLE "DeadlineChange" ADD COLUMN     "batchId" TEXT;

-- CreateIndex
CREATE INDEX "DeadlineChange_countyId_batchId_idx" ON "DeadlineChange"("countyId", "batchId");
