-- DropIndex
DROP INDEX "Digest_state_idx";

-- CreateIndex
CREATE INDEX "Digest_countyId_state_day_id_idx" ON "Digest"("countyId", "state", "day", "id");
