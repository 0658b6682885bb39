-- What administrators did about one process, for its page.
CREATE INDEX "AuditEvent_repairs" ON "AuditEvent" ("instanceId", "id") WHERE "kind" IN ('PROCESS_RETRIED', 'OPERATION_SKIPPED', 'WORK_ITEM_REASSIGNED', 'PROCESS_ENDED', 'PROCESS_MOVED', 'WORK_ITEM_CANCELLED');
