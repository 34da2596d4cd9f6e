
-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'manager', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "membership_status" AS ENUM ('active', 'invited', 'revoked');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "public_id" TEXT NOT NULL,
    "org_id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "realm" TEXT NOT NULL,
    "live_passcodes" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_digest" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_user_id" SERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "status" "membership_status" NOT NULL,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "membership_id" UUID NOT NULL,
    "signed_in_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passcode" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "holds_place" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "passcode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "secret" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "passcode_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retires_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_key" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "service_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "digest" BYTEA NOT NULL,
    "pepper_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttle" (
    "key" BYTEA NOT NULL,
    "failures" INTEGER NOT NULL,
    "blocked_until" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "chain_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" TEXT,
    "target_name" TEXT,
    "result" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "address" TEXT,
    "agent" TEXT,
    "request_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("chain_id","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_public_id_key" ON "account"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_org_id_key" ON "account"("org_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_realm_key" ON "account"("realm");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "membership_org_user_id_key" ON "membership"("org_user_id");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_account_id_user_id_key" ON "membership"("account_id", "user_id");

-- CreateIndex
CREATE INDEX "session_membership_id_idx" ON "session"("membership_id");

-- CreateIndex
CREATE INDEX "passcode_account_id_created_at_idx" ON "passcode"("account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "secret_digest_key" ON "secret"("digest");

-- CreateIndex
CREATE INDEX "secret_passcode_id_idx" ON "secret"("passcode_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_key_digest_key" ON "service_key"("digest");

-- CreateIndex
CREATE INDEX "service_key_account_id_idx" ON "service_key"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "setup_link_digest_key" ON "setup_link"("digest");

-- CreateIndex
CREATE INDEX "throttle_updated_at_idx" ON "throttle"("updated_at");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passcode" ADD CONSTRAINT "passcode_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secret" ADD CONSTRAINT "secret_passcode_id_fkey" FOREIGN KEY ("passcode_id") REFERENCES "passcode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_key" ADD CONSTRAINT "service_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.
ALTER TABLE "account"
    ADD CONSTRAINT "account_live_passcodes_in_bounds" CHECK ("live_passcodes" BETWEEN 0 AND 100),
    ADD CONSTRAINT "account_public_id_shape" CHECK ("public_id" ~ '^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}$');

ALTER TABLE "app_user"
    ADD CONSTRAINT "app_user_email_is_lower_case" CHECK ("email" = lower("email")),
    ADD CONSTRAINT "app_user_password_is_argon2id" CHECK ("password_digest" LIKE '$argon2id$%');

ALTER TABLE "passcode"
    ADD CONSTRAINT "passcode_name_length" CHECK (char_length("name") BETWEEN 1 AND 100),
    ADD CONSTRAINT "passcode_deleted_holds_no_place" CHECK ("deleted_at" IS NULL OR NOT "holds_place");
CREATE UNIQUE INDEX "passcode_name_in_account" ON "passcode" ("account_id", "name_key") WHERE "deleted_at" IS NULL;

ALTER TABLE "secret" ADD CONSTRAINT "secret_digest_is_32_bytes" CHECK (octet_length("digest") = 32);
CREATE UNIQUE INDEX "secret_one_current_per_passcode" ON "secret" ("passcode_id") WHERE "retires_at" IS NULL AND "ended_at" IS NULL;

ALTER TABLE "service_key" ADD CONSTRAINT "service_key_digest_is_32_bytes" CHECK (octet_length("digest") = 32);
ALTER TABLE "setup_link" ADD CONSTRAINT "setup_link_digest_is_32_bytes" CHECK (octet_length("digest") = 32);

ALTER TABLE "audit_event"
    ADD CONSTRAINT "audit_event_hash_is_32_bytes" CHECK (octet_length("hash") = 32),
    ADD CONSTRAINT "audit_event_seq_is_positive" CHECK ("seq" > 0);

-- The log is only ever added to; the hash chain finds who goes round this.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are never changed';
END;
$$;
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event"
    FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_event_no_truncate" BEFORE TRUNCATE ON "audit_event"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
