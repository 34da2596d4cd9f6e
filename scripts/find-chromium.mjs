import { chromium } from "@playwright/test";
import { findProgram, isExecutable } from "./find-program.mjs";

/** A Chromium on this machine: the one in CHROMIUM_PATH, the system's, or Playwright's own; null where there is none. */
export function findChromium() {
  const system = findProgram(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
  const candidates = [process.env.CHROMIUM_PATH, system, chromium.executablePath()];
  return candidates.find((file) => file && isExecutable(file)) ?? null;
}
