-- DropIndex
DROP INDEX "membership_account_id_user_id_key";

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "password_is_short" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "password_digest" DROP NOT NULL;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "passcode" ADD COLUMN     "membership_id" UUID,
ALTER COLUMN "name" DROP NOT NULL,
ALTER COLUMN "name_key" DROP NOT NULL;

-- AlterTable
ALTER TABLE "secret" ADD COLUMN     "sealed" BYTEA,
ADD COLUMN     "vault_key_id" TEXT;

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "membership_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "totp" (
    "user_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "vault_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "totp_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_challenge" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "membership_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "guesses" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "spent_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_digest_key" ON "invitation"("digest");

-- CreateIndex
CREATE INDEX "invitation_membership_id_idx" ON "invitation"("membership_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_digest_key" ON "recovery_code"("digest");

-- CreateIndex
CREATE INDEX "recovery_code_user_id_idx" ON "recovery_code"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_challenge_digest_key" ON "sign_in_challenge"("digest");

-- CreateIndex
CREATE INDEX "sign_in_challenge_expires_at_idx" ON "sign_in_challenge"("expires_at");

-- CreateIndex
CREATE INDEX "membership_account_id_created_at_idx" ON "membership"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "passcode_membership_id_idx" ON "passcode"("membership_id");

-- AddForeignKey
ALTER TABLE "passcode" ADD CONSTRAINT "passcode_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totp" ADD CONSTRAINT "totp_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_challenge" ADD CONSTRAINT "sign_in_challenge_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.
CREATE UNIQUE INDEX "membership_account_id_user_id_key" ON "membership" ("account_id", "user_id") WHERE "deleted_at" IS NULL;

ALTER TABLE "passcode"
    ADD CONSTRAINT "passcode_named_or_a_members" CHECK (("membership_id" IS NULL) = ("name" IS NOT NULL)),
    ADD CONSTRAINT "passcode_name_has_key" CHECK (("name" IS NULL) = ("name_key" IS NULL)),
    ADD CONSTRAINT "passcode_members_holds_no_place" CHECK ("membership_id" IS NULL OR NOT "holds_place");
CREATE UNIQUE INDEX "passcode_one_per_membership" ON "passcode" ("membership_id") WHERE "deleted_at" IS NULL;

ALTER TABLE "secret" ADD CONSTRAINT "secret_sealed_names_its_key" CHECK (("sealed" IS NULL) = ("vault_key_id" IS NULL));

ALTER TABLE "invitation" ADD CONSTRAINT "invitation_digest_is_32_bytes" CHECK (octet_length("digest") = 32);
CREATE UNIQUE INDEX "invitation_one_open_per_membership" ON "invitation" ("membership_id") WHERE "ended_at" IS NULL;

ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_digest_is_32_bytes" CHECK (octet_length("digest") = 32);

ALTER TABLE "sign_in_challenge"
    ADD CONSTRAINT "sign_in_challenge_digest_is_32_bytes" CHECK (octet_length("digest") = 32),
    ADD CONSTRAINT "sign_in_challenge_five_guesses" CHECK ("guesses" BETWEEN 0 AND 5);
