ALTER TABLE "service_key" ADD COLUMN "last_used_at" TIMESTAMPTZ(3);
