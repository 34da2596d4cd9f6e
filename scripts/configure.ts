import { type Env, parseEnv } from "@/lib/env";
import type { Keys } from "@/lib/keys";
import { ensureDataDirectory } from "./ensure-data-directory";
import { ensureKeys } from "./ensure-keys";
import { openDatabase } from "./open-database";

export type Configured = { settings: Env; closeDatabase(): Promise<void> };

/**
 * What must be in place before any of our modules reads the settings: the data folder, the keys, the database. Then the
 * environment says where they are.
 * @throws SettingsError, KeysError, StartError
 */
export async function configure(settings: Env = parseEnv(process.env)): Promise<Configured> {
  ensureDataDirectory(settings.DATA_DIR);
  const keys = await ensureKeys(settings.DATA_DIR, process.env);
  const database = await openDatabase(settings, keys);
  process.env.DATA_DIR = settings.DATA_DIR;
  process.env.DATABASE_URL = database.url;
  setNextEnvironment(settings, keys);
  return { settings, closeDatabase: database.close };
}

/** Next and next-auth read these by themselves. */
function setNextEnvironment(settings: Env, keys: Keys): void {
  process.env.NEXTAUTH_URL = settings.PUBLIC_URL;
  process.env.NEXTAUTH_SECRET = keys.sessionSecret;
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = keys.serverActionsKey;
}
