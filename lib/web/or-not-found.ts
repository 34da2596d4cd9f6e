import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/core/errors";

const hidden = ["not_found", "invalid_request", "forbidden"];

/** What a page's address asks for; who may not see it is told that it is not there. */
export async function orNotFound<Thing>(reading: Promise<Thing>): Promise<Thing> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && hidden.includes(error.code)) notFound();
    throw error;
  }
}
