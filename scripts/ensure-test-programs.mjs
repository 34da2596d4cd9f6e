import { findProgram } from "./find-program.mjs";
import { runStep } from "./run-step.mjs";

/** Programs that tests run, each in Debian's package of the same name. */
const programs = ["nginx", "curl", "ruby", "python3", "faketime"];

/** Whether a missing program can be had here without asking anyone. */
export const canInstall = () => process.getuid?.() === 0 && findProgram(["apt-get"]) !== null;

/**
 * A Chromium for the browser stories, nginx for the tested example and what runs the samples: found, or installed by
 * Debian's packages as root, or (Chromium) by Playwright's own download.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} Chromium's path
 * @throws Error with one line that says what to do
 */
export async function ensureTestPrograms(say) {
  const { findChromium } = await import("./find-chromium.mjs");
  if (canInstall()) await installPackages(say, findChromium);
  for (const name of missingPrograms()) say(`There is no ${name} here: what needs it is not tested.`);
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

const missingPrograms = () => programs.filter((name) => !findProgram([name]));

async function installPackages(say, findChromium) {
  const browser = findProgram(["chromium-headless-shell"]) ? [] : ["chromium-headless-shell"];
  const missing = [...browser, ...missingPrograms()];
  if (missing.length === 0) return;
  say(`Installing ${missing.join(" and ")}…`);
  await apt(say, "update");
  await apt(say, "install", ...missing);
  // Older distributions have no package of the shell, and then nothing was installed.
  const still = [...(findChromium() ? [] : ["chromium"]), ...missingPrograms()];
  if (still.length > 0) await apt(say, "install", ...still);
}

const options = ["-y", "--no-install-recommends"];
const env = { DEBIAN_FRONTEND: "noninteractive" };

const apt = (say, verb, ...packages) =>
  runStep(`apt-get ${verb}`, "apt-get", [verb, ...(packages.length ? [...options, ...packages] : [])], { env }).catch(
    (error) => say(error.message),
  );
