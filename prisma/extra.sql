-- What the schema language cannot express.

-- Instances that the workflow has not yet caught up with: what "settled" looks at, and the relay.
CREATE INDEX "ProcessInstance_behind" ON "ProcessInstance" ("countyId", "id")
  WHERE "status" = 'RUNNING' AND "consumedUpTo" < "wakeSeq";

-- Events that the workflow has not been told of.
CREATE INDEX "Outbox_undelivered" ON "Outbox" ("createdAt") WHERE "deliveredAt" IS NULL;

-- Items that no round has told their holder of.
CREATE INDEX "WorkItem_unannounced" ON "WorkItem" ("countyId") WHERE "announcedOn" IS NULL AND "state" = 'OPEN';

-- Instances whose workflow has not been started yet.
CREATE INDEX "ProcessInstance_unstarted" ON "ProcessInstance" ("countyId", "id")
  WHERE "status" = 'RUNNING' AND "workflowStartedAt" IS NULL;

-- The daily round reads only what falls due.
CREATE INDEX "WorkItem_nextRung" ON "WorkItem" ("countyId", "nextRungOn")
  WHERE "state" IN ('OPEN', 'PREPARED') AND "nextRungOn" IS NOT NULL;
CREATE INDEX "WorkItem_deem" ON "WorkItem" ("countyId", "deemOn")
  WHERE "state" = 'OPEN' AND "deemOn" IS NOT NULL;
CREATE INDEX "Timer_due" ON "Timer" ("day") WHERE "firedOn" IS NULL AND "day" IS NOT NULL;

-- Notices that wait for a digest.
CREATE INDEX "Notice_waiting" ON "Notice" ("countyId", "personId")
  WHERE "digestId" IS NULL AND "withdrawnOn" IS NULL;

-- Worklists.
CREATE INDEX "WorkItem_open" ON "WorkItem" ("countyId", "holderKind", "unitId", "dueOn")
  WHERE "state" IN ('OPEN', 'PREPARED');

-- The single row of Installation, and what the audit trail says, never change.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'this table is never changed once written';
END $$;
CREATE TRIGGER "Installation_frozen" BEFORE UPDATE OR DELETE ON "Installation"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
