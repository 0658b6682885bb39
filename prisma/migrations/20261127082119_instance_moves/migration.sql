-- CreateEnum
CREATE TYPE "MoveState" AS ENUM ('RUNNING', 'STOPPED', 'FINISHED');

-- CreateEnum
CREATE TYPE "MovedState" AS ENUM ('WAITING', 'MOVED', 'REFUSED', 'STOPPED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'MOVE_STARTED';
ALTER TYPE "AuditKind" ADD VALUE 'MOVE_STOPPED';
ALTER TYPE "AuditKind" ADD VALUE 'PROCESS_MOVED';
ALTER TYPE "AuditKind" ADD VALUE 'WORK_ITEM_RENEWED';

-- CreateTable
CREATE TABLE "InstanceMove" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "definitionId" TEXT NOT NULL,
    "toVersionId" TEXT NOT NULL,
    "state" "MoveState" NOT NULL DEFAULT 'RUNNING',
    "reason" TEXT NOT NULL,
    "startedBy" TEXT NOT NULL,
    "startedById" TEXT NOT NULL,
    "startedOn" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InstanceMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MovedInstance" (
    "moveId" TEXT NOT NULL,
    "instanceId" TEXT NOT NULL,
    "fromVersionId" TEXT NOT NULL,
    "expected" TEXT NOT NULL,
    "state" "MovedState" NOT NULL DEFAULT 'WAITING',
    "obstacles" JSONB NOT NULL DEFAULT '[]',
    "triedAt" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "changedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MovedInstance_pkey" PRIMARY KEY ("moveId","instanceId")
);

-- CreateIndex
CREATE INDEX "InstanceMove_definitionId_idx" ON "InstanceMove"("definitionId");

-- CreateIndex
CREATE INDEX "InstanceMove_state_idx" ON "InstanceMove"("state");

-- CreateIndex
CREATE INDEX "MovedInstance_instanceId_idx" ON "MovedInstance"("instanceId");

-- CreateIndex
CREATE INDEX "MovedInstance_state_idx" ON "MovedInstance"("state");

-- AddForeignKey
ALTER TABLE "MovedInstance" ADD CONSTRAINT "MovedInstance_moveId_fkey" FOREIGN KEY ("moveId") REFERENCES "InstanceMove"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
