-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "openedOn" TEXT,
ADD COLUMN     "readOn" TEXT,
ADD COLUMN     "withdrawnOn" TEXT;
