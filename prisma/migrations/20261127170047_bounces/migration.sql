-- AlterEnum
ALTER TYPE "DigestState" ADD VALUE 'BOUNCED';

-- CreateTable
CREATE TABLE "BounceMailbox" (
    "mailbox" TEXT NOT NULL,
    "uidValidity" TEXT NOT NULL,
    "lastUid" INTEGER NOT NULL,

    CONSTRAINT "BounceMailbox_pkey" PRIMARY KEY ("mailbox")
);
