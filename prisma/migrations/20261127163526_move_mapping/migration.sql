-- AlterTable
ALTER TABLE "InstanceMove" ADD COLUMN     "mapping" JSONB NOT NULL DEFAULT '{}';
