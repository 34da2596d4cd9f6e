import { spawnSync } from "node:child_process";
import { StartError } from "./start-error";

/** Whom PostgreSQL runs as; undefined stands for whoever runs this process. */
export type Account = { uid: number; gid: number } | undefined;

const isRoot = () => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root: then it runs as a system user without login, made when missing.
 * @throws StartError where there is none and none can be made
 */
export function postgresAccount(): Account {
  if (!isRoot()) return undefined;
  const found = lookUp("watchword");
  if (found) return found;
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "watchword"]);
  // Alpine's busybox has adduser alone.
  if (!lookUp("watchword")) spawnSync("adduser", ["-S", "-D", "-H", "-s", "/sbin/nologin", "watchword"]);
  const account = lookUp("watchword") ?? lookUp("postgres");
  if (account) return account;
  throw new StartError(
    "PostgreSQL does not run as root, and the system user “watchword” could not be made: start as another user, or set DATABASE_URL.",
  );
}

function lookUp(name: string): Account {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
