-- CreateEnum
CREATE TYPE "PlannedChangeState" AS ENUM ('PLANNED', 'MADE', 'REFUSED', 'CANCELLED');

-- CreateTable
CREATE TABLE "PlannedUnitChange" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "onDay" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "unitIds" TEXT[],
    "state" "PlannedChangeState" NOT NULL DEFAULT 'PLANNED',
    "refusal" JSONB,
    "madeBy" TEXT NOT NULL,
    "madeById" TEXT NOT NULL,
    "madeOn" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlannedUnitChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PlannedUnitChange_countyId_state_onDay_idx" ON "PlannedUnitChange"("countyId", "state", "onDay");
