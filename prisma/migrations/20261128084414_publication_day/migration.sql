ALTER TABLE "DefinitionVersion" ADD COLUMN "publishedOn" TEXT;

-- The trail has the business day of what people published. What came with the county is of the day that its trail had
-- come to, else of the first one in it. Where no trail tells, production takes the real day of the county.
UPDATE "DefinitionVersion" v SET "publishedOn" = COALESCE(
  (SELECT e."businessDay" FROM "AuditEvent" e
   WHERE e."definitionId" = v."definitionId" AND e.kind = 'DEFINITION_PUBLISHED'
     AND (e.data->>'version')::int = v.version
   ORDER BY e.id DESC LIMIT 1),
  CASE WHEN c."businessDate" IS NULL
    THEN to_char(COALESCE(v."publishedAt", now()) AT TIME ZONE c.zone, 'YYYY-MM-DD')
    ELSE COALESCE(
      (SELECT e."businessDay" FROM "AuditEvent" e
       WHERE e."countyId" = c.id AND e.at <= v."publishedAt" ORDER BY e.id DESC LIMIT 1),
      (SELECT e."businessDay" FROM "AuditEvent" e WHERE e."countyId" = c.id ORDER BY e.id LIMIT 1),
      c."businessDate")
  END)
FROM "ProcessDefinition" d JOIN "County" c ON c.id = d."countyId"
WHERE d.id = v."definitionId";

ALTER TABLE "DefinitionVersion" ALTER COLUMN "publishedOn" SET NOT NULL, DROP COLUMN "publishedAt";
