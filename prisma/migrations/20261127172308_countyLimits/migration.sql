-- AlterEnum
ALTER TYPE "AuditKind" ADD VALUE 'LIMITS_CHANGED';

-- AlterTable
ALTER TABLE "County" ADD COLUMN     "limits" JSONB;

-- CreateTable
CREATE TABLE "CountyLimits" (
    "countyId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "limits" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,

    CONSTRAINT "CountyLimits_pkey" PRIMARY KEY ("countyId","version")
);
