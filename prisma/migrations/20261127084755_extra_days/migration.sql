-- CreateTable
CREATE TABLE "ExtraDay" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "planId" TEXT,
    "unitId" TEXT,
    "day" TEXT NOT NULL,
    "working" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedOn" TEXT NOT NULL,
    "sinceVersion" INTEGER NOT NULL,
    "untilVersion" INTEGER,
    "endedBy" TEXT,
    "endReason" TEXT,

    CONSTRAINT "ExtraDay_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ExtraDay_countyId_untilVersion_idx" ON "ExtraDay"("countyId", "untilVersion");
