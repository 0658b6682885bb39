-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "heldOn" TEXT,
ADD COLUMN     "heldUntil" TEXT;

-- CreateTable
CREATE TABLE "NoticeRules" (
    "countyId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "mailsPerWeek" INTEGER,
    "mailFrom" TEXT NOT NULL,
    "mailUntil" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,

    CONSTRAINT "NoticeRules_pkey" PRIMARY KEY ("countyId","version")
);
