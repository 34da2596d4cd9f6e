-- Digest login (dialect 2): a digest of name and password is as good as the password, so it is kept as an HMAC alone.

-- CreateEnum
CREATE TYPE "digest_method" AS ENUM ('md5', 'sha');

-- CreateTable
CREATE TABLE "digest_login" (
    "user_id" UUID NOT NULL,
    "method" "digest_method" NOT NULL,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digest_login_pkey" PRIMARY KEY ("user_id","method")
);

-- CreateIndex
CREATE INDEX "digest_login_digest_idx" ON "digest_login"("digest");

-- AddForeignKey
ALTER TABLE "digest_login" ADD CONSTRAINT "digest_login_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.
ALTER TABLE "digest_login" ADD CONSTRAINT "digest_login_digest_is_32_bytes" CHECK (octet_length("digest") = 32);

-- Whoever changes an e-mail or a password: no command can forget it.
CREATE FUNCTION "digest_login_is_over"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "digest_login" WHERE "user_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "user_proves_himself_otherwise" AFTER UPDATE OF "email", "password_digest" ON "app_user" FOR EACH ROW
  WHEN (NEW."email" IS DISTINCT FROM OLD."email" OR NEW."password_digest" IS DISTINCT FROM OLD."password_digest")
  EXECUTE FUNCTION "digest_login_is_over"();
