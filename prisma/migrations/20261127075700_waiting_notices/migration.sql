-- Notices that wait for a digest: what every round collects, among all that there ever were.
CREATE INDEX "Notice_waiting" ON "Notice" ("countyId", "personId")
  WHERE "digestId" IS NULL AND "withdrawnOn" IS NULL;
