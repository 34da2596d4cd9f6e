import { chromium } from "@playwright/test";
import { findProgram, isExecutable } from "./find-program.mjs";

/** A Chromium on this machine: the one in CHROMIUM_PATH, the system's, or Playwright's own; null where there is none. */
export function findChromium() {
  // The shell without a window first: stories take two thirds of the time, and it is what Playwright itself runs headless.
  const system = findProgram([
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
  ]);
  const candidates = [process.env.CHROMIUM_PATH, system, chromium.executablePath()];
  return candidates.find((file) => file && isExecutable(file)) ?? null;
}
