import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import { canInstall } from "@/scripts/ensure-test-programs.mjs";

const hasNginx = spawnSync("nginx", ["-v"]).status === 0;

/** npm test installs it as root; only who may not install it does without. */
export const doWithoutNginx = !hasNginx && !canInstall();

const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
  .map((kind) => `${kind}_temp_path ${kind};`)
  .join(" ");

/**
 * Runs nginx in a folder of its own.
 * @param http what stands in its `http` block
 * @param url where it listens; it is asked until somebody does: nginx tells nobody when it is ready
 * @returns stop
 */
export async function startNginx(http: string, url: string): Promise<() => void> {
  expect(hasNginx, "nginx is missing, although Debian has it: apt-get install it").toBe(true);
  const directory = mkdtempSync(path.join(tmpdir(), "watchword-nginx-"));
  const file = path.join(directory, "nginx.conf");
  writeFileSync(
    file,
    `daemon off; pid nginx.pid; error_log stderr; events {} http { access_log off; ${temporary}\n${http} }`,
  );
  const nginx: ChildProcess = spawn("nginx", ["-p", directory, "-c", file], { stdio: "ignore" });
  await whenUp(url);
  return () => {
    nginx.once("exit", () => rmSync(directory, { recursive: true, force: true }));
    nginx.kill("SIGQUIT");
  };
}

async function whenUp(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await (await fetch(url)).body?.cancel();
      return;
    } catch (error) {
      if (attempt > 200) throw error;
      await setTimeout(25);
    }
  }
}

/** The README's nginx example that has this in it. */
export function nginxExample(marker: string): string {
  const blocks = [...readFileSync("README.md", "utf8").matchAll(/```nginx\n([\s\S]*?)```/g)].map(
    ([, text = ""]) => text,
  );
  const found = blocks.find((block) => block.includes(marker));
  if (!found) throw new Error(`the README has no nginx example with ${marker}`);
  return found;
}
