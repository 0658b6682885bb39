-- AlterTable
ALTER TABLE "ProcessTrigger" ADD COLUMN     "pausedBy" TEXT,
ADD COLUMN     "scheduleStale" BOOLEAN NOT NULL DEFAULT true;

-- CreateIndex
CREATE INDEX "ProcessTrigger_scheduleStale_idx" ON "ProcessTrigger"("scheduleStale");

-- Who paused what is paused, from its trail
UPDATE "ProcessTrigger" t SET "pausedBy" = (
  SELECT e."personName" FROM "AuditEvent" e
  WHERE e."countyId" = t."countyId" AND e.kind = 'TRIGGER_CHANGED' AND e.data->>'triggerId' = t.id AND e.data->>'act' = 'paused'
  ORDER BY e.id DESC LIMIT 1
) WHERE t."pausedOn" IS NOT NULL;
