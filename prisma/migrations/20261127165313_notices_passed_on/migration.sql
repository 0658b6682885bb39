-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "mailFailedOn" TEXT,
ADD COLUMN     "mailFailure" TEXT;

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "insteadOf" TEXT,
ADD COLUMN     "passedBecause" TEXT,
ADD COLUMN     "passedOn" TEXT;
