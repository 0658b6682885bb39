-- CreateEnum
CREATE TYPE "NameKind" AS ENUM ('UNIT', 'LEADER');

-- CreateTable
CREATE TABLE "NameDecision" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "kind" "NameKind" NOT NULL,
    "name" TEXT NOT NULL,
    "unitId" TEXT,
    "postId" TEXT,
    "accountId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "businessDay" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NameDecision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "NameDecision_countyId_kind_name_key" ON "NameDecision"("countyId", "kind", "name");

-- AddForeignKey
ALTER TABLE "NameDecision" ADD CONSTRAINT "NameDecision_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NameDecision" ADD CONSTRAINT "NameDecision_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
