-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "lastArming" INTEGER NOT NULL DEFAULT 1;

UPDATE "WorkItem" SET "lastArming" = "arming" WHERE "arming" > 1;
