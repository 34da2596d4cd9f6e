import pino from "pino";
import { env } from "@/lib/env";

/** Headers and fields that carry credentials; what stands in them is never written. */
const redacted = [
  "authorization",
  "cookie",
  "set-cookie",
  "x-passcode",
  "x-clevertap-passcode",
  "x-auth-token",
  "x-api-key",
  "totp-auth",
].flatMap((name) => [`["${name}"]`, `headers["${name}"]`, `req.headers["${name}"]`]);

/** The log of this process: JSON lines on standard output, level from `LOG_LEVEL`. */
export const log = pino({
  level: env().LOG_LEVEL,
  redact: [...redacted, "password", "passcode", "token", "*.password", "*.passcode", "*.token"],
});
