import { z } from "zod";
import { presentedEmailSchema } from "@/lib/core/name";
import { presentedPasswordSchema } from "@/lib/core/password/password-schema";

const loginSchema = z.object({ email: presentedEmailSchema, password: presentedPasswordSchema });
/** Padded or not. */
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * E-mail and password out of what stands behind `Basic` (RFC 7617): base64 of UTF-8 or, as Python's requests sends it, Latin-1; the
 * first colon parts them. Null: it is none, and costs no query (S1).
 */
export function parseBasic(text: string): z.output<typeof loginSchema> | null {
  if (!base64.test(text)) return null;
  const decoded = decode(Buffer.from(text, "base64"));
  const colon = decoded.indexOf(":");
  if (colon < 0) return null;
  const login = loginSchema.safeParse({ email: decoded.slice(0, colon), password: decoded.slice(colon + 1) });
  return login.success ? login.data : null;
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}
