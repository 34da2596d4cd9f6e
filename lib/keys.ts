import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { env } from "@/lib/env";

/** A key of 32 bytes and the name under which rows remember it. */
export type NamedKey = { id: string; key: Buffer };

const namedKey = z
  .string()
  .regex(/^[a-z0-9]{1,16}:[A-Za-z0-9+/]{43}=$/, "is not id:base64 of 32 bytes")
  .transform((entry): NamedKey => {
    const [id = "", key = ""] = entry.split(":");
    return { id, key: Buffer.from(key, "base64") };
  });

/** `id:base64`, the current one first; the previous one may follow. */
const currentAndPrevious = z
  .string("is missing")
  .transform((list) => list.split(","))
  .pipe(z.array(namedKey).min(1).max(2, "takes two keys at most"));

const shape = {
  PEPPER_KEYS: currentAndPrevious,
  VAULT_KEYS: currentAndPrevious,
  SIGNING_KEYS: currentAndPrevious,
  SESSION_SECRET: z.string("is missing").min(32, "must have at least 32 characters"),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z.string("is missing").regex(/^[A-Za-z0-9+/]{43}=$/, "is not base64 of 32 bytes"),
};

const schema = z.object(shape).transform((raw) => ({
  /** The current one first. */
  peppers: raw.PEPPER_KEYS,
  vaultKeys: raw.VAULT_KEYS,
  /** Private scalars of P-256, for JWTs. */
  signingKeys: raw.SIGNING_KEYS,
  sessionSecret: raw.SESSION_SECRET,
  serverActionsKey: raw.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY,
}));

export type Keys = z.output<typeof schema>;
export const keyNames = Object.keys(shape) as (keyof typeof shape)[];
export const keysFile = () => path.join(env().DATA_DIR, "keys");

/** The keys are missing, unreadable or malformed; the message is one line for the operator and holds no key. */
export class KeysError extends Error {}

/** @throws KeysError naming the file and the first key that is wrong. */
export function parseKeys(source: Record<string, string | undefined>): Keys {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new KeysError(`${issue?.path[0]?.toString()} ${issue?.message} (in ${keysFile()} or the environment)`);
}

let cached: Keys | undefined;

/** The keys of this installation: from the environment, and what is not there from `DATA_DIR/keys`. Read once. */
export function keys(): Keys {
  if (cached) return cached;
  const given = Object.fromEntries(keyNames.map((name) => [name, env()[name]]));
  cached = parseKeys(keyNames.every((name) => given[name]) ? given : { ...readKeysFile(), ...dropUnset(given) });
  return cached;
}

/** What `DATA_DIR/keys` says, unchecked. @throws KeysError where it cannot be read. */
export function readKeysFile(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(keysFile(), "utf8"));
  } catch (error) {
    throw new KeysError(`the keys file ${keysFile()} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

const dropUnset = (record: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value));
