-- AlterEnum
ALTER TYPE "AuditKind" ADD VALUE 'MAIL_RESENT';

-- AlterTable
ALTER TABLE "Digest" ADD COLUMN     "failureCause" TEXT,
ADD COLUMN     "resendAskedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Digest_resendAskedAt_idx" ON "Digest"("resendAskedAt");

-- What failed before says its cause where its words are the cause's own name; the words themselves stay.
UPDATE "Digest" SET "failureCause" = CASE WHEN "lastError" IN ('NO_ADDRESS', 'ADDRESS_FAILED') THEN "lastError" ELSE 'OTHER' END
WHERE state IN ('REFUSED', 'BOUNCED', 'UNDELIVERABLE');
