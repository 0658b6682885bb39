-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'MAIL_TEMPLATE_CHANGED';
ALTER TYPE "AuditKind" ADD VALUE 'NOTICE_RULES_CHANGED';

-- CreateTable
CREATE TABLE "MailTemplate" (
    "countyId" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "intro" TEXT NOT NULL,
    "closing" TEXT NOT NULL,
    "footer" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,

    CONSTRAINT "MailTemplate_pkey" PRIMARY KEY ("countyId","language","version")
);
