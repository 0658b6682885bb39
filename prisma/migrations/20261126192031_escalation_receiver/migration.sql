-- AlterTable
ALTER TABLE "Escalation" ADD COLUMN     "receiverKind" "PostKind";

-- Copies and referrals made before go to the commission, those about its own unit to the chief leaders.
UPDATE "Escalation" e SET "receiverKind" = (CASE WHEN EXISTS (
    SELECT 1 FROM "Post" p WHERE p.kind = 'DISCIPLINE' AND p."countyId" = e."countyId" AND p."unitId" = e."unitId"
  ) THEN 'CHIEF_LEADER' ELSE 'DISCIPLINE' END)::"PostKind"
WHERE e.rung IN ('COPY', 'REFER');
