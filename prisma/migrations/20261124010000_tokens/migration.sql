-- CreateEnum
CREATE TYPE "token_kind" AS ENUM ('session');

-- CreateTable
CREATE TABLE "token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "membership_id" UUID NOT NULL,
    "kind" "token_kind" NOT NULL,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "sign_in_id" UUID NOT NULL,
    "signed_in_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "agent" TEXT,

    CONSTRAINT "token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "token_digest_key" ON "token"("digest");

-- CreateIndex
CREATE INDEX "token_membership_id_idx" ON "token"("membership_id");

-- CreateIndex
CREATE INDEX "token_sign_in_id_idx" ON "token"("sign_in_id");

-- CreateIndex
CREATE INDEX "token_expires_at_idx" ON "token"("expires_at");

-- AddForeignKey
ALTER TABLE "token" ADD CONSTRAINT "token_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.
ALTER TABLE "token"
    ADD CONSTRAINT "token_digest_is_32_bytes" CHECK (octet_length("digest") = 32),
    ADD CONSTRAINT "token_ends_after_it_began" CHECK ("expires_at" > "created_at" AND "created_at" >= "signed_in_at");
