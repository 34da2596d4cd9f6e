import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./project-root.mjs";
import { runStep } from "./run-step.mjs";
import { withLock } from "./with-lock.mjs";

const stamp = path.join(projectRoot, "dist", ".fingerprint");
const sources = [
  ...["app", "components", "lib", "prisma", "public", "scripts", "server.ts", "proxy.ts", "instrumentation.ts"],
  ...[
    "package.json",
    "package-lock.json",
    "next.config.mjs",
    "postcss.config.mjs",
    "prisma.config.ts",
    "tsconfig.json",
  ],
];

/**
 * Builds the console and the programs in dist/ unless they are newer than their sources.
 * @param {(line: string) => void} say
 * @throws StepError
 */
export async function ensureBuilt(say) {
  if (isBuilt()) return;
  const lock = path.join(projectRoot, "dist", "build.lock");
  await withLock(
    lock,
    (holdChild) => build(say, holdChild),
    () => say("Another start is building; waiting…"),
  );
}

async function build(say, holdChild) {
  if (isBuilt()) return;
  const before = fingerprint();
  rmSync(stamp, { force: true });
  say("Building the console… (about a minute, when the sources changed)");
  await generate(holdChild);
  const next = ["node_modules/next/dist/bin/next", "build"];
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  await runStep("the console's build", process.execPath, next, { env, onPid: holdChild });
  await bundle(holdChild);
  writeFileSync(stamp, before);
}

/**
 * Makes the database client's code in lib/generated.
 * @param {(pid: number) => void} [onPid]
 */
export function generate(onPid) {
  // Prisma would fetch an engine that generating does not use: any program will do in its place.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  return runStep("prisma generate", process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    env,
    onPid,
  });
}

/** Bundles our own TypeScript: Node 20 strips no types. Packages stay outside. */
function bundle(onPid) {
  const dist = path.join(projectRoot, "dist");
  for (const name of readdirSync(dist)) if (/\.js(\.map)?$/.test(name)) rmSync(path.join(dist, name));
  const entries = ["main.ts", "watchword.ts", "demo-data.ts"].map((name) => `scripts/${name}`);
  const flags = [
    "--bundle",
    "--platform=node",
    "--target=node20.19",
    "--format=esm",
    "--splitting",
    "--packages=external",
  ];
  const args = ["node_modules/esbuild/bin/esbuild", ...entries, ...flags, "--sourcemap", "--outdir=dist"];
  return runStep("bundling the server", process.execPath, args, { onPid });
}

function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

/** Changes with every file that the build is made of, and with the Node that made it. */
function fingerprint() {
  const hash = createHash("sha256").update(`${process.versions.modules} ${process.platform}-${process.arch}`);
  for (const file of sources.flatMap((source) => listFiles(source))) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(projectRoot, file)));
  }
  return hash.digest("hex");
}

function listFiles(relative) {
  const absolute = path.join(projectRoot, relative);
  if (relative === path.join("lib", "generated") || !existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return /\.test\.tsx?$/.test(relative) ? [] : [relative];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => listFiles(path.join(relative, name)));
}
