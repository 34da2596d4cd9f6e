-- AlterTable
ALTER TABLE "account" ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC';

-- What Prisma cannot say
ALTER TABLE "account" ADD CONSTRAINT "account_time_zone_length" CHECK (char_length("time_zone") BETWEEN 1 AND 64);
