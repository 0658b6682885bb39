-- CreateTable
CREATE TABLE "PlannedLadder" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rungs" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "PlannedChangeState" NOT NULL DEFAULT 'PLANNED',
    "refusal" JSONB,
    "madeBy" TEXT NOT NULL,
    "madeById" TEXT NOT NULL,
    "madeOn" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlannedLadder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PlannedLadder_countyId_state_fromDay_idx" ON "PlannedLadder"("countyId", "state", "fromDay");
