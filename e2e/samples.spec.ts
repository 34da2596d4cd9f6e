import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { findProgram } from "@/scripts/find-program.mjs";
import { expect, test } from "./fixtures/login";
import { createPasscode, openPasscodes } from "./fixtures/passcode-steps";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const run = promisify(execFile);
const samples = [
  { language: "cURL", program: "bash", file: "sample.sh" },
  { language: "Ruby", program: "ruby", file: "sample.rb" },
  { language: "Node", program: "node", file: "sample.js" },
  { language: "Python", program: "python3", file: "sample.py" },
];

test("the samples of the reveal run as they are copied", async ({ page, signedIn: _ }) => {
  await openPasscodes(page);
  await createPasscode(page, "Samples");
  const directory = mkdtempSync(path.join(tmpdir(), "watchword-samples-"));
  try {
    for (const { language, program, file } of samples) {
      const code = await copySample(page, language);
      if (!findProgram([program])) continue;
      writeFileSync(path.join(directory, file), `${code}\n`);
      const { stdout } = await run(program, [path.join(directory, file)], { cwd: directory });
      expect(JSON.parse(stdout), language).toEqual({ status: "success" });
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});

async function copySample(page: Page, language: string): Promise<string> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("tab", { name: language }).click();
  const button = dialog.getByRole("button", { name: `Copy the ${language} sample` });
  await button.click();
  const shown = await dialog.getByRole("tabpanel").locator("pre").textContent();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  return shown ?? "";
}
