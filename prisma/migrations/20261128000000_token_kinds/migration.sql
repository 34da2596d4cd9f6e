-- API keys, and tokens of every dialect.

ALTER TYPE "token_kind" ADD VALUE 'temporary';
ALTER TYPE "token_kind" ADD VALUE 'jwt';
ALTER TYPE "token_kind" ADD VALUE 'access';
ALTER TYPE "token_kind" ADD VALUE 'refresh';
ALTER TYPE "token_kind" ADD VALUE 'private';

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID NOT NULL,
    "membership_id" UUID,
    "number" SERIAL NOT NULL,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "sealed" BYTEA,
    "vault_key_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "token" ADD COLUMN     "account_id" UUID,
ADD COLUMN     "api_key_id" UUID,
ADD COLUMN     "hint" TEXT,
ADD COLUMN     "last_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "name" TEXT,
ADD COLUMN     "number" SERIAL NOT NULL,
ALTER COLUMN "membership_id" DROP NOT NULL;

UPDATE "token" t SET "account_id" = m."account_id" FROM "membership" m WHERE m."id" = t."membership_id";
ALTER TABLE "token" ALTER COLUMN "account_id" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "api_key_number_key" ON "api_key"("number");
CREATE UNIQUE INDEX "api_key_digest_key" ON "api_key"("digest");
CREATE INDEX "api_key_account_id_idx" ON "api_key"("account_id");
CREATE INDEX "api_key_membership_id_idx" ON "api_key"("membership_id");
CREATE UNIQUE INDEX "token_number_key" ON "token"("number");
CREATE INDEX "token_account_id_created_at_idx" ON "token"("account_id", "created_at");
CREATE INDEX "token_api_key_id_idx" ON "token"("api_key_id");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "token" ADD CONSTRAINT "token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "token" ADD CONSTRAINT "token_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.
ALTER TABLE "token"
    ADD CONSTRAINT "token_belongs_to_someone" CHECK ("membership_id" IS NOT NULL OR "api_key_id" IS NOT NULL),
    ADD CONSTRAINT "token_private_has_a_name" CHECK (("kind"::text = 'private') = ("name" IS NOT NULL));
ALTER TABLE "api_key"
    ADD CONSTRAINT "api_key_digest_is_32_bytes" CHECK (octet_length("digest") = 32),
    ADD CONSTRAINT "api_key_is_sealed_with_a_key" CHECK (("sealed" IS NULL) = ("vault_key_id" IS NULL)),
    ADD CONSTRAINT "api_key_of_a_member_is_not_kept" CHECK ("membership_id" IS NULL OR "sealed" IS NULL);
-- One live key for an account, and one for each member.
CREATE UNIQUE INDEX "api_key_one_of_the_account" ON "api_key"("account_id") WHERE "membership_id" IS NULL AND "revoked_at" IS NULL;
CREATE UNIQUE INDEX "api_key_one_of_a_member" ON "api_key"("membership_id") WHERE "membership_id" IS NOT NULL AND "revoked_at" IS NULL;
