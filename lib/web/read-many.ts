import "server-only";
import { z } from "zod";
import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { parse } from "@/lib/core/parse";

const schema = z.strictObject({ ids: z.array(z.uuid()).max(500) });
const atOnce = 5;

/** A query of the core for one thing, made into one for many: those that are still there, as they are now, in the order asked. */
export const readMany =
  <View>(read: (caller: Caller, input: { id: string }) => Promise<View>) =>
  async (caller: Caller, given: unknown): Promise<View[]> => {
    const { ids } = parse(schema, given);
    const found: View[] = [];
    for (let start = 0; start < ids.length; start += atOnce) {
      const some = ids.slice(start, start + atOnce).map((id) => read(caller, { id }).catch(nullIfGone));
      for (const view of await Promise.all(some)) if (view) found.push(view);
    }
    return found;
  };

function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}
