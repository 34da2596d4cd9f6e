-- Private tokens are told of when they are made, and warned of before they end, as passcodes are.
ALTER TYPE "notice_kind" ADD VALUE 'private_token_made' AFTER 'passcode_revoked';
ALTER TYPE "notice_kind" ADD VALUE 'private_token_expiry' AFTER 'private_token_made';

ALTER TABLE "token" ADD COLUMN     "expires_set_at" TIMESTAMPTZ(3),
ADD COLUMN     "remind_at" TIMESTAMPTZ(3);

CREATE INDEX "token_remind_at" ON "token" ("remind_at", "account_id") WHERE "remind_at" IS NOT NULL AND "ended_at" IS NULL;

-- Their columns are called as a passcode's, so what sets those sets these.
CREATE TRIGGER "private_token_is_made" BEFORE INSERT ON "token" FOR EACH ROW
  WHEN (NEW."kind" = 'private') EXECUTE FUNCTION "passcode_end_was_set"();
CREATE TRIGGER "private_token_end_changes" BEFORE UPDATE OF "expires_at" ON "token" FOR EACH ROW
  WHEN (NEW."kind" = 'private' AND NEW."expires_at" IS DISTINCT FROM OLD."expires_at") EXECUTE FUNCTION "passcode_end_was_set"();

UPDATE "token" SET "expires_set_at" = "created_at", "remind_at" = clock_timestamp()
  WHERE "kind" = 'private' AND "ended_at" IS NULL AND "expires_at" > clock_timestamp();
