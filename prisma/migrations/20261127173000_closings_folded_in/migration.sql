-- Closings that the rows of running instances have not taken in are told to their workflows once.
UPDATE "ProcessInstance" SET "wakeSeq" = "outboxSeq"
WHERE "status" = 'RUNNING' AND "consumedUpTo" < "outboxSeq";

-- AlterTable
ALTER TABLE "WorkItem" DROP COLUMN "groupKey",
DROP COLUMN "groupNeeded";
