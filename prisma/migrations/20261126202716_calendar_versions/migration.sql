-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AuditKind" ADD VALUE 'CALENDAR_CHANGED';
ALTER TYPE "AuditKind" ADD VALUE 'DAYS_MOVED';

-- AlterTable
ALTER TABLE "Timer" ADD COLUMN     "periodKey" TEXT,
ADD COLUMN     "setOn" TEXT,
ADD COLUMN     "watchedKey" TEXT,
ADD COLUMN     "yearKey" TEXT;

-- CreateTable
CREATE TABLE "CalendarVersion" (
    "countyId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "days" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,

    CONSTRAINT "CalendarVersion_pkey" PRIMARY KEY ("countyId","version","year")
);
