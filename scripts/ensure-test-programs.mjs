import { findProgram } from "./find-program.mjs";
import { runStep } from "./run-step.mjs";

/**
 * A Chromium for the browser stories, and nginx for the tested example where it can be had: found, or installed by
 * Debian's packages as root, or (Chromium) by Playwright's own download.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} Chromium's path
 * @throws Error with one line that says what to do
 */
export async function ensureTestPrograms(say) {
  const { findChromium } = await import("./find-chromium.mjs");
  if (process.getuid?.() === 0 && findProgram(["apt-get"])) await installPackages(say, findChromium);
  if (!findProgram(["nginx"])) say("There is no nginx here: its example is not tested.");
  if (!findChromium()) {
    say("Downloading Chromium…");
    await runStep("playwright install", process.execPath, [
      "node_modules/playwright/cli.js",
      "install",
      "chromium",
    ]).catch(() => undefined);
  }
  const chromium = findChromium();
  if (chromium) return chromium;
  throw new Error("The browser stories need a Chromium: install the package chromium, or set CHROMIUM_PATH.");
}

async function installPackages(say, findChromium) {
  const missing = [...(findChromium() ? [] : ["chromium"]), ...(findProgram(["nginx"]) ? [] : ["nginx"])];
  if (missing.length === 0) return;
  say(`Installing ${missing.join(" and ")}…`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "--no-install-recommends", ...missing];
  await runStep("apt-get update", "apt-get", ["update"], { env }).catch((error) => say(error.message));
  await runStep("apt-get install", "apt-get", install, { env }).catch((error) => say(error.message));
}
