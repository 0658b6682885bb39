-- CreateTable
CREATE TABLE "DueEntry" (
    "personId" TEXT NOT NULL,
    "workItemId" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,

    CONSTRAINT "DueEntry_pkey" PRIMARY KEY ("personId","workItemId")
);
