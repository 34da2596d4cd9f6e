-- CreateEnum
CREATE TYPE "notice_kind" AS ENUM ('expiry', 'retirement', 'passcode_granted', 'passcode_reset', 'passcode_revoked', 'invitation', 'password_reset', 'password_changed', 'new_device', 'totp_changed', 'email_change', 'email_changed');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('queued', 'retrying', 'sent', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "delivery_channel" AS ENUM ('mail', 'console');

-- CreateEnum
CREATE TYPE "mailed_link_purpose" AS ENUM ('password_reset', 'email_change');

-- AlterTable
ALTER TABLE "passcode" ADD COLUMN     "expires_set_at" TIMESTAMPTZ(3),
ADD COLUMN     "remind_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "secret" ADD COLUMN     "remind_at" TIMESTAMPTZ(3),
ADD COLUMN     "retires_set_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID,
    "kind" "notice_kind" NOT NULL,
    "day" INTEGER NOT NULL DEFAULT 0,
    "subject_id" UUID NOT NULL,
    "subject_name" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "membership_id" UUID,
    "facts" JSONB NOT NULL,
    "sealed" BYTEA,
    "vault_key_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "delivery_id" UUID,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID,
    "recipient" TEXT NOT NULL,
    "channel" "delivery_channel" NOT NULL DEFAULT 'mail',
    "state" "delivery_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_id" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "subject" TEXT,
    "html" TEXT,
    "text" TEXT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailed_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "purpose" "mailed_link_purpose" NOT NULL,
    "user_id" UUID,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "new_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mailed_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notice_delivery_id_idx" ON "notice"("delivery_id");

-- CreateIndex
CREATE INDEX "notice_created_at_idx" ON "notice"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_subject_id_kind_day_occurrence_recipient_key" ON "notice"("subject_id", "kind", "day", "occurrence", "recipient");

-- CreateIndex
CREATE INDEX "delivery_account_id_created_at_idx" ON "delivery"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "delivery_recipient_created_at_idx" ON "delivery"("recipient", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mailed_link_digest_key" ON "mailed_link"("digest");

-- CreateIndex
CREATE INDEX "mailed_link_user_id_idx" ON "mailed_link"("user_id");

-- CreateIndex
CREATE INDEX "mailed_link_expires_at_idx" ON "mailed_link"("expires_at");

-- DropIndex
DROP INDEX "session_membership_id_idx";

-- DropIndex
DROP INDEX "token_membership_id_idx";

-- CreateIndex
CREATE INDEX "session_membership_id_signed_in_at_idx" ON "session"("membership_id", "signed_in_at");

-- CreateIndex
CREATE INDEX "token_membership_id_signed_in_at_idx" ON "token"("membership_id", "signed_in_at");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailed_link" ADD CONSTRAINT "mailed_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.
ALTER TABLE "notice" ADD CONSTRAINT "notice_is_sent_or_cancelled" CHECK ("sent_at" IS NULL OR "cancelled_at" IS NULL);
ALTER TABLE "notice" ADD CONSTRAINT "notice_sealed_names_its_key" CHECK (("sealed" IS NULL) = ("vault_key_id" IS NULL));
ALTER TABLE "notice" ADD CONSTRAINT "notice_sent_keeps_no_token" CHECK ("sealed" IS NULL OR ("sent_at" IS NULL AND "cancelled_at" IS NULL));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_lease_is_whole" CHECK (("lease_id" IS NULL) = ("lease_until" IS NULL));
ALTER TABLE "mailed_link" ADD CONSTRAINT "mailed_link_says_what_for" CHECK (("purpose" = 'email_change') = ("new_email" IS NOT NULL));

-- What is waiting is little beside what is kept.
CREATE INDEX "notice_waiting" ON "notice" ("account_id", "recipient") WHERE "delivery_id" IS NULL AND "cancelled_at" IS NULL;
CREATE INDEX "notice_unsent" ON "notice" ("created_at") WHERE "sent_at" IS NULL AND "cancelled_at" IS NULL;
CREATE INDEX "delivery_waiting" ON "delivery" ("next_attempt_at") WHERE "state" IN ('queued', 'retrying');
CREATE INDEX "passcode_remind_at" ON "passcode" ("remind_at", "account_id") WHERE "remind_at" IS NOT NULL AND "deleted_at" IS NULL;
CREATE INDEX "secret_remind_at" ON "secret" ("remind_at", "passcode_id") WHERE "remind_at" IS NOT NULL AND "ended_at" IS NULL;

-- Whoever sets an end, the sweep looks at it: no command can forget it.
CREATE FUNCTION "passcode_end_was_set"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.expires_set_at := clock_timestamp();
  NEW.remind_at := CASE WHEN NEW.expires_at IS NOT NULL THEN NEW.expires_set_at END;
  RETURN NEW;
END $$;
CREATE TRIGGER "passcode_is_made" BEFORE INSERT ON "passcode" FOR EACH ROW EXECUTE FUNCTION "passcode_end_was_set"();
CREATE TRIGGER "passcode_end_changes" BEFORE UPDATE OF "expires_at" ON "passcode" FOR EACH ROW
  WHEN (NEW."expires_at" IS DISTINCT FROM OLD."expires_at") EXECUTE FUNCTION "passcode_end_was_set"();

CREATE FUNCTION "secret_end_was_set"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.retires_set_at := clock_timestamp();
  NEW.remind_at := CASE WHEN NEW.retires_at IS NOT NULL THEN NEW.retires_set_at END;
  RETURN NEW;
END $$;
CREATE TRIGGER "secret_is_made" BEFORE INSERT ON "secret" FOR EACH ROW
  WHEN (NEW."retires_at" IS NOT NULL) EXECUTE FUNCTION "secret_end_was_set"();
CREATE TRIGGER "secret_end_changes" BEFORE UPDATE OF "retires_at" ON "secret" FOR EACH ROW
  WHEN (NEW."retires_at" IS DISTINCT FROM OLD."retires_at") EXECUTE FUNCTION "secret_end_was_set"();

-- What is there already: reminders for what is still to come, none for what has long ended.
UPDATE "passcode" SET "expires_set_at" = "created_at", "remind_at" = clock_timestamp() WHERE "expires_at" > clock_timestamp();
UPDATE "secret" SET "retires_set_at" = "created_at", "remind_at" = clock_timestamp() WHERE "retires_at" > clock_timestamp() AND "ended_at" IS NULL;
