-- CreateEnum
CREATE TYPE "PlannedChangeKind" AS ENUM ('UNITS', 'LADDER', 'DEADLINE');

-- CreateTable
CREATE TABLE "PlannedChange" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "kind" "PlannedChangeKind" NOT NULL,
    "onDay" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "subjectIds" TEXT[],
    "state" "PlannedChangeState" NOT NULL DEFAULT 'PLANNED',
    "refusal" JSONB,
    "madeBy" TEXT NOT NULL,
    "madeById" TEXT NOT NULL,
    "madeOn" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlannedChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PlannedChange_countyId_state_onDay_idx" ON "PlannedChange"("countyId", "state", "onDay");

-- What waits or was refused goes over to the one table.
INSERT INTO "PlannedChange" ("id", "countyId", "kind", "onDay", "input", "subjectIds", "state", "refusal", "madeBy", "madeById", "madeOn", "madeAt")
SELECT "id", "countyId", 'UNITS'::"PlannedChangeKind", "onDay", "input", "unitIds", "state", "refusal", "madeBy", "madeById", "madeOn", "madeAt"
FROM "PlannedUnitChange"
UNION ALL
SELECT "id", "countyId", 'LADDER'::"PlannedChangeKind", "fromDay",
  jsonb_build_object('name', "name", 'ladder', "rungs", 'version', "version", 'reason', "reason"),
  ARRAY[]::TEXT[], "state", "refusal", "madeBy", "madeById", "madeOn", "madeAt"
FROM "PlannedLadder";

-- DropTable
DROP TABLE "PlannedUnitChange";

-- DropTable
DROP TABLE "PlannedLadder";
