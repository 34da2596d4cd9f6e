import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/find-chromium.mjs";

// Debian's Chromium in a container: no sandbox, no graphics card, and no talk to anyone but us.
const flags = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/fixtures/global-setup.ts",
  // Each worker runs a server and a database besides its browser.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    launchOptions: { executablePath: findChromium() ?? undefined, args: flags },
    // Filming every page costs a fifth of the browser's time: a failed story keeps its last picture and its trace.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  },
});
