import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { makeUser } from "./fixtures/make-user";
import { expect, test } from "./fixtures/own-account";
import { createPasscode, openPasscodes } from "./fixtures/passcode-steps";
import { needPrograms, samplePrograms } from "./fixtures/sample-programs";

test.setTimeout(120_000);

const run = promisify(execFile);
/** What the answer of each has in it. */
const answers = {
  Passcode: { status: "success" },
  "Temporary token": { status: "success", auth_token: expect.stringMatching(/^wwtt_/) },
  Session: { token: expect.stringMatching(/^wwst_/) },
  Basic: { data: { v3_user_token: expect.stringMatching(/^eyJ/) } },
  "Access tokens": { access_token: expect.stringMatching(/^eyJ/), refresh_token: expect.stringMatching(/^wwrt_/) },
};

test("the samples of every dialect run as they are printed on the Policies page, in four languages", async ({
  page,
  own,
  installation,
}) => {
  needPrograms(samplePrograms.flatMap(({ needs }) => needs));
  const user = await makeUser(installation, own, "member");
  await openPasscodes(page);
  const passcode = await createPasscode(page, "Samples");
  const apiKey = await page.request.post("/user/authenticate", { data: { email: own.email, password: own.password } });
  const authorization = `Bearer ${(await apiKey.json()).token}`;
  const key = await page.request.get(`/v1/accounts/${own.id}/api_key`, { headers: { authorization } });
  const env = {
    ...process.env,
    ...{ WATCHWORD_EMAIL: user.email, WATCHWORD_PASSWORD: user.password, WATCHWORD_PASSCODE: passcode },
    WATCHWORD_API_KEY: (await key.json()).data.api_key,
  };
  await page.goto("/settings/policies");
  const section = page.getByRole("region", { name: "Calling in each dialect" });
  const directory = mkdtempSync(path.join(tmpdir(), "watchword-dialects-"));
  try {
    for (const [dialect, wanted] of Object.entries(answers)) {
      await section.getByLabel("Dialect").selectOption({ label: dialect });
      for (const { language, program, file } of samplePrograms) {
        await section.getByRole("tab", { name: language }).click();
        const code = await section.getByRole("tabpanel").locator("pre").textContent();
        writeFileSync(path.join(directory, file), `${code}\n`);
        const { stdout } = await run(program, [path.join(directory, file)], { cwd: directory, env });
        expect(JSON.parse(stdout), `${dialect} in ${language}`).toMatchObject(wanted);
      }
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
