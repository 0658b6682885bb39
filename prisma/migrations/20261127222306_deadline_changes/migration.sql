-- AlterEnum
ALTER TYPE "AuditKind" ADD VALUE 'MEASURE_DEADLINE';

-- CreateTable
CREATE TABLE "DeadlineChange" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "measureId" TEXT NOT NULL,
    "fromText" TEXT,
    "fromKind" TEXT NOT NULL,
    "fromOn" TEXT,
    "toText" TEXT,
    "toKind" TEXT NOT NULL,
    "toOn" TEXT,
    "items" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneBy" TEXT,
    "undoneOn" TEXT,

    CONSTRAINT "DeadlineChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DeadlineChange_measureId_savedAt_idx" ON "DeadlineChange"("measureId", "savedAt");
