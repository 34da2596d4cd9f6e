import { z } from "zod";
import { AppError } from "@/lib/core/errors";

/**
 * What a client sent, as the input of a command or query of the core, which checks it.
 *
 * @param sent a body or a query, of whatever shape; what is no object goes to the core as it is, to be refused.
 * @param own what the path says, or what is not for clients to say: such a field is an unknown one.
 * @throws AppError `invalid_request`.
 */
export function uncheckedInput<Input>(sent: unknown, own: Record<string, unknown> = {}): Input {
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) return sent as Input;
  const message = "Unknown field.";
  const issues = Object.keys(own).flatMap((path) => (Object.hasOwn(sent, path) ? [{ path, message }] : []));
  if (issues.length > 0) throw new AppError("invalid_request", message, { issues });
  return { ...sent, ...own } as Input;
}

const nobodysId = "00000000-0000-0000-0000-000000000000";

/** An id out of a path. One of a wrong shape is nobody's: its refusal is that of an unknown one. */
export const idOf = (text: string) => (z.uuid().safeParse(text).success ? text.toLowerCase() : nobodysId);
