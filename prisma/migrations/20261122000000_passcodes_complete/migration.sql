-- CreateEnum
CREATE TYPE "usage_grain" AS ENUM ('minute', 'hour', 'day');

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "policy" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "region" TEXT NOT NULL DEFAULT 'eu1',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "passcode" ADD COLUMN     "contact_email" TEXT,
ADD COLUMN     "last_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "suspended_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "usage" (
    "secret_id" UUID NOT NULL,
    "grain" "usage_grain" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "network" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "expired" INTEGER NOT NULL DEFAULT 0,
    "suspended" INTEGER NOT NULL DEFAULT 0,
    "revoked" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "usage_pkey" PRIMARY KEY ("secret_id","grain","at","network","agent")
);

-- CreateTable
CREATE TABLE "idempotency" (
    "key" BYTEA NOT NULL,
    "request_digest" BYTEA NOT NULL,
    "output" JSONB NOT NULL,
    "sealed_output" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "usage_grain_at_idx" ON "usage"("grain", "at");

-- CreateIndex
CREATE INDEX "idempotency_created_at_idx" ON "idempotency"("created_at");

-- AddForeignKey
ALTER TABLE "usage" ADD CONSTRAINT "usage_secret_id_fkey" FOREIGN KEY ("secret_id") REFERENCES "secret"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.
ALTER TABLE "account" ADD CONSTRAINT "account_region_is_known" CHECK ("region" IN ('in1', 'sg1', 'us1', 'aps3', 'mec1', 'eu1'));
ALTER TABLE "usage" ADD CONSTRAINT "usage_counts_are_counts" CHECK (least("accepted", "expired", "suspended", "revoked") >= 0);
ALTER TABLE "idempotency" ADD CONSTRAINT "idempotency_key_is_32_bytes" CHECK (octet_length("key") = 32);
