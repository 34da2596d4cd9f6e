import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { parseToken } from "@/lib/core/secrets";
import { endPasscode } from "@/lib/testing/guarded-account";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call, done } = account;
const post = (body: unknown) => call("POST", "/passcodes", { body });
const future = "2090-01-31T12:00:00Z";

describe("POST …/passcodes", () => {
  test("creates one, says where it is, and shows its secret", async () => {
    const response = await post({ name: " Acme ", expires_in_days: 90, contact_email: "Ops@Acme.test" });
    expect(response.statusCode).toBe(201);
    const { id, created_at, expires_at, passcode, ...rest } = response.json();
    expect(response.headers).toMatchObject({
      location: `/v1/accounts/${account.id}/passcodes/${id}`,
      "cache-control": "no-store",
    });
    expect(response.headers).not.toHaveProperty("idempotent-replayed");
    expect(parseToken(passcode)).toEqual({ kind: "ap" });
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(90 * 86_400_000);
    expect(rest).toEqual({
      name: "Acme",
      kind: "account",
      status: "active",
      hint: `ww…${passcode.slice(-4)}`,
      contact_email: "ops@acme.test",
      retires_at: null,
      created_by: "service key",
      last_used_at: null,
      version: 1,
    });
  });

  test("takes forever, and a date with its zone", async () => {
    expect((await account.create("forever")).expires_at).toBeNull();
    expect((await account.create("until", { expires_at: "2090-01-31T14:00:00+02:00" })).expires_at).toBe(
      "2090-01-31T12:00:00.000Z",
    );
  });

  test.each<[string, unknown, string]>([
    ["no end", { name: "x" }, "expires_in_days"],
    ["two ends", { name: "x", expires_in_days: 1, expires_at: future }, "expires_at"],
    ["an end in the past", { name: "x", expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
    ["a date without zone", { name: "x", expires_at: "2090-01-31T12:00:00" }, "expires_at"],
    ["a day that is none", { name: "x", expires_at: "2090-02-30T12:00:00Z" }, "expires_at"],
    ...[0, -1, 1.5, 3651, "30", true, [30], 1e300].map(
      (days) =>
        [`${JSON.stringify(days)} days`, { name: "x", expires_in_days: days }, "expires_in_days"] as [
          string,
          unknown,
          string,
        ],
    ),
    ["no name", { expires_in_days: 1 }, "name"],
    ["a name of blanks", { name: " \t", expires_in_days: 1 }, "name"],
    ["a name of 101 characters", { name: "x".repeat(101), expires_in_days: 1 }, "name"],
    ["NUL in a name", { name: "a\0b", expires_in_days: 1 }, "name"],
    ["a line break in a name", { name: "a\r\nb", expires_in_days: 1 }, "name"],
    ["a turn of direction in a name", { name: "a\u202eb", expires_in_days: 1 }, "name"],
    ["a name that is a number", { name: 5, expires_in_days: 1 }, "name"],
    ["a contact that is no address", { name: "x", expires_in_days: 1, contact_email: "a@b, c@d" }, "contact_email"],
    ["an unknown field", { name: "x", expires_in_days: 1, kind: "user" }, "kind"],
    ["the secret", { name: "x", expires_in_days: 1, passcode: "p" }, "passcode"],
    ["a list", [{ name: "x", expires_in_days: 1 }], ""],
    ["null", null, ""],
  ])("refuses %s, and says which field", async (_what, body, path) => {
    const before = (await done("GET", "")).passcode_count;
    const response = await call("POST", "/passcodes", {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    const { errors, detail } = await expectProblem(response, 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    expect(detail).toMatch(/\S/);
    expect((await done("GET", "")).passcode_count).toBe(before);
  });

  test("refuses a name that is taken, in any case and form", async () => {
    await account.create("Café Straße");
    await expectProblem(post({ name: "CAFE\u0301 STRASSE", expires_in_days: 1 }), 409, "name_taken");
  });

  test("refuses the 101st, until one has expired", async () => {
    const full = await managedAccount(app);
    const made: { id: string }[] = [];
    for (let n = 1; n <= 100; n++) made.push(await full.create(`Partner ${n}`));
    const body = { name: "one more", expires_in_days: 1 };
    await expectProblem(full.call("POST", "/passcodes", { body }), 409, "passcode_limit_reached");
    await endPasscode(made[0]?.id ?? "", -1);
    expect((await full.call("POST", "/passcodes", { body })).statusCode).toBe(201);
  });

  test("refuses bodies that are no JSON objects of a bearable size, before it changes anything", async () => {
    const raw = (body: string, type = "application/json") =>
      call("POST", "/passcodes", { body, headers: { "content-type": type } });
    await expectProblem(raw("{"), 400, "malformed_json");
    await expectProblem(raw(""), 400, "malformed_json");
    await expectProblem(call("POST", "/passcodes"), 400, "malformed_json");
    await expectProblem(raw("name=x", "application/x-www-form-urlencoded"), 415, "unsupported_media_type");
    await expectProblem(raw(`{"name":"${"x".repeat(1024 * 1024)}"}`), 413, "payload_too_large");
  });
});

describe("GET …/passcodes", () => {
  test("pages, sorts, filters and searches; a page is data and next_cursor, without a secret", async () => {
    const own = await managedAccount(app);
    const secrets = [];
    for (const name of ["north delta", "north alpha", "north charlie", "north bravo"])
      secrets.push((await own.create(name)).passcode);
    const soon = await own.create("north echo", { expires_in_days: 3 });
    const names: string[] = [];
    let path = "/passcodes?sort=name&limit=2";
    for (let next: string | null = ""; next !== null; ) {
      const page: { data: { name: string }[]; next_cursor: string | null } = await own.done("GET", path + next);
      expect(Object.keys(page)).toEqual(["data", "next_cursor"]);
      names.push(...page.data.map((one) => one.name));
      next = page.next_cursor && `&cursor=${encodeURIComponent(page.next_cursor)}`;
    }
    expect(names).toEqual(["north alpha", "north bravo", "north charlie", "north delta", "north echo"]);
    path = "/passcodes?sort=-name&q=NORTH%20";
    const found = await own.done("GET", path);
    expect(found.data.map((one: { name: string }) => one.name)).toEqual([
      "north echo",
      "north delta",
      "north charlie",
      "north bravo",
      "north alpha",
    ]);
    const ending = await own.call("GET", "/passcodes?status=expiring_soon");
    expect(ending.json().data.map((one: { id: string }) => one.id)).toEqual([soon.id]);
    for (const secret of [...secrets, soon.passcode]) {
      expect(
        found.data
          .concat(ending.json().data)
          .map((one: object) => JSON.stringify(one))
          .join(),
      ).not.toContain(secret);
    }
  });

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  test.each([
    ...["limit=0", "limit=101", "limit=x", "limit=", "limit=1.5", "limit=1e1", "limit=-1", "limit=5&limit=6"],
    ...["sort=digest", "sort=name&sort=-name", "status=deleted", "status=revoked", "status=", "q=a&q=b", "q=%00"],
    ...["cursor=x", "cursor=", `cursor=${cursor({ after: "x", id: "y" })}`, "cursor=a&cursor=b", "page=2"],
    ...["offset=1", `sort=name&cursor=${cursor({ after: "\0", id: "0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e" })}`],
    `cursor=${cursor({ after: "0000-01-01T00:00:00Z", id: "0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e" })}`,
  ])("refuses ?%s", async (query) => {
    await expectProblem(call("GET", `/passcodes?${query}`), 422, "invalid_request");
  });
});
