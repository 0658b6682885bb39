ALTER TABLE "PlanDraft" ADD COLUMN "changedOn" TEXT;

-- The trail has the business day of every correction; where it does not tell, the real day of the county.
UPDATE "PlanDraft" d SET "changedOn" = COALESCE(
  (SELECT e."businessDay" FROM "AuditEvent" e
   WHERE e."countyId" = d."countyId" AND e.kind IN ('PLAN_IMPORTED', 'DRAFT_CHANGED') AND e.data->>'draftId' = d.id
   ORDER BY e.id DESC LIMIT 1),
  c."businessDate",
  to_char(d."updatedAt" AT TIME ZONE c.zone, 'YYYY-MM-DD'))
FROM "County" c WHERE c.id = d."countyId";

ALTER TABLE "PlanDraft" ALTER COLUMN "changedOn" SET NOT NULL;
