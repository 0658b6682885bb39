-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "mailsPerWeek" INTEGER;
