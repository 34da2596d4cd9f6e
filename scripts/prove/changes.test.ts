import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { permissions } from "@/lib/core/permissions";
import { kinds } from "./revocation/revocation";

/**
 * Commands after which every credential is decided as before, each for a reason: what they make is new, ends only sign-ins to the
 * console (a row that is read on every request), or is about mails, links and what is long dead.
 */
const changeNoDecision = [
  ...["account.set-up", "passcode.create", "service-key.create", "user-passcode.grant"],
  ...[
    "user.invite",
    "invitation.renew",
    "setup-link.create",
    "basic-token.create",
    "session-token.create",
    "session-token.renew",
    "account-key.reveal",
    "temporary-token.create",
    "digest-login.create",
  ],
  ...["access-token.create", "access-token.refresh", "private-token.create"],
  ...[
    "session.answer-challenge",
    "session.confirm",
    "session.create",
    "session.end",
    "session.end-other",
    "session.switch",
  ],
  ...["totp.enrol", "own-passcode.reveal", "password.forget", "password.link-by-operator"],
  ...["delivery.claim", "delivery.compose", "delivery.retry", "delivery.settle"],
  ...["notice.sweep", "notice.send-warnings", "notice.purge", "passcode.purge", "user.purge"],
];

/** Name, and whether it touches what nodes remember, of every command in the source. */
const commands = readdirSync("lib/core", { recursive: true, encoding: "utf8" })
  .filter((file) => /(?<!\.test)\.ts$/.test(file))
  .flatMap((file) => {
    const parts = readFileSync(path.join("lib", "core", file), "utf8").split(/= command\(\{/);
    return parts.slice(1).map((part) => ({
      name: /\n {2}name: "([^"]+)"/.exec(part)?.[1] ?? file,
      touches: !/\n {2}touches: null,/.test(part),
    }));
  });
const namesOf = (touches: boolean) =>
  commands
    .filter((one) => one.touches === touches)
    .map(({ name }) => name)
    .sort();

describe("every command is decided upon: does it change what nodes remember?", () => {
  test("all commands of the source are found", () => {
    expect(commands.filter(({ name }) => !(name in permissions))).toEqual([]);
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    expect(commands.length).toBeGreaterThan(50);
  });

  test("those that say no are these", () => {
    expect(namesOf(false)).toEqual([...changeNoDecision].sort());
  });

  test("those that say yes are all made by the proof of revocation", () => {
    expect(namesOf(true)).toEqual([...new Set(kinds.map(({ command }) => command))].sort());
  });
});
