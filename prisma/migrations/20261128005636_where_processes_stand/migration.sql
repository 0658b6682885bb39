-- AlterTable
ALTER TABLE "ProcessInstance" ADD COLUMN     "movedOn" TEXT,
ADD COLUMN     "paused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "standsOn" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "stuck" BOOLEAN NOT NULL DEFAULT false;

-- What the states of running processes say; a boundary timer holds no token.
UPDATE "ProcessInstance" i SET
  "standsOn" = ARRAY(
    SELECT t.element FROM (
      SELECT a.value->>'elementId' AS element FROM jsonb_each(i.state->'activities') a
      WHERE a.value->>'type' <> 'body' AND NOT (a.value->>'type' = 'timer' AND a.value ? 'attachedTo')
      UNION ALL
      SELECT s.value->>'elementId' FROM jsonb_array_elements(coalesce(i.state->'stuck', '[]')) s
    ) t ORDER BY t.element COLLATE "C"),
  "paused" = coalesce((i.state->>'paused')::boolean, false),
  "stuck" = jsonb_array_length(coalesce(i.state->'stuck', '[]')) > 0
WHERE i.status = 'RUNNING';

-- A process that has never got on since it began did so on the day of its beginning.
UPDATE "ProcessInstance" i SET "movedOn" = coalesce(
  (SELECT greatest(max(w."openedOn"), max(w."closedOn")) FROM "WorkItem" w WHERE w."instanceId" = i.id),
  to_char(i."createdAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'));

ALTER TABLE "ProcessInstance" ALTER COLUMN "movedOn" SET NOT NULL;

-- CreateIndex
CREATE INDEX "ProcessInstance_parentInstanceId_idx" ON "ProcessInstance"("parentInstanceId");

-- CreateIndex
CREATE INDEX "ProcessInstance_definitionVersionId_idx" ON "ProcessInstance"("definitionVersionId");

-- CreateIndex
CREATE INDEX "ProcessInstance_countyId_status_movedOn_id_idx" ON "ProcessInstance"("countyId", "status", "movedOn", "id");
