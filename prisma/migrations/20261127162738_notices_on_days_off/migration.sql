-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "onDaysOff" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "onDaysOff" BOOLEAN NOT NULL DEFAULT false;
