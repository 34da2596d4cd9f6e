-- CreateTable
CREATE TABLE "verifier_node" (
    "id" UUID NOT NULL,
    "beats" INTEGER NOT NULL DEFAULT 0,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verifier_node_pkey" PRIMARY KEY ("id")
);
