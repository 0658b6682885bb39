-- CreateEnum
CREATE TYPE "ChannelKind" AS ENUM ('WECOM', 'DINGTALK', 'FEISHU', 'WEBHOOK', 'SMS');

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('QUEUED', 'SENT', 'REFUSED', 'UNCERTAIN', 'WITHDRAWN');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'CHANNEL_CHANGED';
ALTER TYPE "AuditKind" ADD VALUE 'MESSAGE_SENT';
ALTER TYPE "AuditKind" ADD VALUE 'MESSAGE_FAILED';
ALTER TYPE "AuditKind" ADD VALUE 'MESSAGE_RESENT';

-- AlterTable
ALTER TABLE "MailboxMessage" ADD COLUMN     "channel" "ChannelKind";

-- CreateTable
CREATE TABLE "Channel" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "kind" "ChannelKind" NOT NULL,
    "name" TEXT NOT NULL,
    "sealedAddress" TEXT NOT NULL,
    "shownAddress" TEXT NOT NULL,
    "sealedSecret" TEXT,
    "language" TEXT NOT NULL DEFAULT 'zh',
    "wholeCounty" BOOLEAN NOT NULL,
    "unitIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "groupIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sms" JSONB,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChannelMessage" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "unitId" TEXT,
    "personId" TEXT,
    "phone" TEXT,
    "state" "MessageState" NOT NULL DEFAULT 'QUEUED',
    "title" TEXT,
    "items" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "triedAt" TIMESTAMPTZ(3),
    "underWay" BOOLEAN NOT NULL DEFAULT false,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "ChannelMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "unitId" TEXT,
    "personId" TEXT,
    "workItemId" TEXT NOT NULL,
    "escalationId" TEXT,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "messageId" TEXT,
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Channel_countyId_name_key" ON "Channel"("countyId", "name");

-- CreateIndex
CREATE INDEX "ChannelMessage_channelId_triedAt_idx" ON "ChannelMessage"("channelId", "triedAt");

-- CreateIndex
CREATE INDEX "ChannelMessage_state_nextTryAt_idx" ON "ChannelMessage"("state", "nextTryAt");

-- CreateIndex
CREATE UNIQUE INDEX "ChannelMessage_channelId_recipient_day_key" ON "ChannelMessage"("channelId", "recipient", "day");

-- CreateIndex
CREATE INDEX "Delivery_messageId_idx" ON "Delivery"("messageId");

-- CreateIndex
CREATE INDEX "Delivery_workItemId_idx" ON "Delivery"("workItemId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_channelId_recipient_workItemId_kind_day_key" ON "Delivery"("channelId", "recipient", "workItemId", "kind", "day");

-- AddForeignKey
ALTER TABLE "ChannelMessage" ADD CONSTRAINT "ChannelMessage_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ChannelMessage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the round has claimed and no message carries yet.
CREATE INDEX "Delivery_waiting" ON "Delivery" ("countyId", "channelId", "recipient")
  WHERE "messageId" IS NULL AND NOT "withdrawn";

-- The trail of a channel.
CREATE INDEX "AuditEvent_channel" ON "AuditEvent" (("data"->>'channelId'), "id") WHERE "data" ? 'channelId';
