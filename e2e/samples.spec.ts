import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/login";
import { createPasscode, openPasscodes } from "./fixtures/passcode-steps";
import { needPrograms, samplePrograms } from "./fixtures/sample-programs";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const run = promisify(execFile);

for (const { language, program, needs, file } of samplePrograms) {
  test(`the ${language} sample of the reveal runs as it is copied`, async ({ page, signedIn: _ }) => {
    needPrograms(needs);
    await openPasscodes(page);
    await createPasscode(page, `Sample for ${language}`);
    const directory = mkdtempSync(path.join(tmpdir(), "watchword-samples-"));
    try {
      writeFileSync(path.join(directory, file), `${await copySample(page, language)}\n`);
      const { stdout } = await run(program, [path.join(directory, file)], { cwd: directory });
      expect(JSON.parse(stdout)).toEqual({ status: "success" });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
}

async function copySample(page: Page, language: string): Promise<string> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("tab", { name: language }).click();
  const button = dialog.getByRole("button", { name: `Copy the ${language} sample` });
  await button.click();
  const shown = await dialog.getByRole("tabpanel").locator("pre").textContent();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  return shown ?? "";
}
