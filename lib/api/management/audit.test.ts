import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call, done } = account;
const made = await account.create("Acme");
const rename = await call("PATCH", `/passcodes/${made.id}`, {
  body: { name: "Acme orders", version: 1 },
  headers: { "user-agent": "test agent" },
});
await call("DELETE", `/passcodes/${made.id}`);

describe("GET …/audit", () => {
  test("tells what happened, the newest first, who, to what and in which request", async () => {
    const { data, next_cursor } = await done("GET", "/audit?action=passcode.");
    expect(data.map((event: { action: string }) => event.action)).toEqual([
      "passcode.delete",
      "passcode.update",
      "passcode.create",
    ]);
    expect(next_cursor).toBeNull();
    expect(data[1]).toEqual({
      seq: data[2].seq + 1,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      actor: { type: "service_key", id: expect.any(String), name: "service key" },
      action: "passcode.update",
      target: { type: "passcode", id: made.id, name: "Acme orders" },
      result: "ok",
      address: "127.0.0.1",
      request_id: rename.headers["x-request-id"],
    });
  });

  test("records a refusal of rights, and who was refused", async () => {
    const own = await managedAccount(app);
    const { id, key } = await own.createServiceKey("passcodes:read");
    await expectProblem(own.call("POST", "/passcodes", { body: {}, key }), 403, "insufficient_scope");
    const { data } = await own.done("GET", `/audit?actor=${id}`);
    expect(data).toMatchObject([{ action: "passcode.create", result: "refused", target: null, actor: { id } }]);
  });

  test("pages without gaps, and filters by time", async () => {
    const all = (await done("GET", "/audit")).data;
    const paged = [];
    for (let next: string | null = ""; next !== null; ) {
      const page: { data: unknown[]; next_cursor: string | null } = await done("GET", `/audit?limit=1${next}`);
      paged.push(...page.data);
      next = page.next_cursor && `&cursor=${encodeURIComponent(page.next_cursor)}`;
    }
    expect(paged).toEqual(all);
    expect((await done("GET", `/audit?from=${all[0].at}`)).data.length).toBeGreaterThan(0);
    expect((await done("GET", "/audit?from=2090-01-01T00:00:00Z")).data).toEqual([]);
    expect((await done("GET", `/audit?to=${all.at(-1).at}`)).data).toEqual([]);
  });

  test.each([
    ...["limit=0", "limit=101", "limit=x", "cursor=x", "from=yesterday", "to=2090-01-01", "from=0000-01-01T00:00:00Z"],
    ...["actor=%00", "action=%00.", "action=a&action=b", "offset=1", "target_id=x", "colour=red"],
  ])("refuses ?%s", (query) => expectProblem(call("GET", `/audit?${query}`), 422, "invalid_request"));
});
