import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { type Keys, KeysError, keyNames, parseKeys } from "@/lib/keys";
import { withLock } from "./with-lock.mjs";

const make: Record<(typeof keyNames)[number], () => string> = {
  PEPPER_KEYS: makeNamedKey,
  VAULT_KEYS: makeNamedKey,
  SIGNING_KEYS: makeNamedKey,
  SESSION_SECRET: () => randomBytes(32).toString("base64"),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: () => randomBytes(32).toString("base64"),
};

/** With a name of its own, so that another installation's key is told from this one's. */
function makeNamedKey(): string {
  return `${randomBytes(4).toString("hex")}:${randomBytes(32).toString("base64")}`;
}

/**
 * The keys from the environment, and what is not there from `DATA_DIR/keys`; what is in neither is made and added to
 * that file. A key that is there is never changed.
 * @throws KeysError one line that names what is wrong
 */
export async function ensureKeys(
  dataDirectory: string,
  environment: Record<string, string | undefined>,
): Promise<Keys> {
  const given = Object.fromEntries(keyNames.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  if (keyNames.every((name) => given[name])) return parseKeys(given);
  const file = path.join(dataDirectory, "keys");
  return withLock(`${file}.lock`, async () => {
    const kept = read(file);
    const made = keyNames.filter((name) => !given[name] && kept.values[name] === undefined);
    const lines = made.map((name) => `${name}=${make[name]()}\n`);
    const text = kept.text + (kept.text && !kept.text.endsWith("\n") ? "\n" : "") + lines.join("");
    const keys = parseKeys({ ...parseEnv(text), ...given });
    if (made.length > 0) write(file, text);
    return keys;
  });
}

function read(file: string): { text: string; values: Record<string, string | undefined> } {
  try {
    if (statSync(file).mode & 0o077) chmodSync(file, 0o600);
    const text = readFileSync(file, "utf8");
    checkLines(file, text);
    return { text, values: parseEnv(text) };
  } catch (error) {
    if (error instanceof KeysError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { text: "", values: {} };
    throw new KeysError(`the keys file ${file} cannot be read: ${code}`);
  }
}

/** Adding keys to a damaged file would start an installation whose credentials are all refused. */
function checkLines(file: string, text: string): void {
  if (!text.trim()) throw new KeysError(`the keys file ${file} is empty: put it back from a copy`);
  const broken = text.split("\n").findIndex((line) => line.trim() && !/^(#.*|[A-Z_]+=.+)$/.test(line.trim()));
  if (broken >= 0) throw new KeysError(`the keys file ${file} is broken: line ${broken + 1} is not NAME=value`);
}

/** Whole or not at all, and on the disk before anything is digested with it. */
function write(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, text, { mode: 0o600, flush: true });
    renameSync(unfinished, file);
  } catch (error) {
    throw new KeysError(`the keys file ${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}
