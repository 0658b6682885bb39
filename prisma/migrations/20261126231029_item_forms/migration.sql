-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "form" JSONB;

-- CreateTable
CREATE TABLE "IndicatorActual" (
    "workItemId" TEXT NOT NULL,
    "indicatorId" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "measureId" TEXT NOT NULL,
    "unitId" TEXT,
    "periodKey" TEXT,
    "text" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "reportedOn" TEXT NOT NULL,

    CONSTRAINT "IndicatorActual_pkey" PRIMARY KEY ("workItemId","indicatorId")
);

-- CreateIndex
CREATE INDEX "IndicatorActual_measureId_idx" ON "IndicatorActual"("measureId");
