import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Caller } from "@/lib/core/context";
import { encodeCursor } from "@/lib/core/cursor";
import type { Scope } from "@/lib/core/permissions";
import { createServiceKey } from "@/lib/core/service-key/create-service-key";
import { listServiceKeys } from "@/lib/core/service-key/list-service-keys";
import { revokeServiceKey } from "@/lib/core/service-key/revoke-service-key";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";

test("an administrator makes, lists and revokes the keys of his account, and of no other", () =>
  rolledBack(async (tx) => {
    const [mine, other] = [await anAccount(tx), await anAccount(tx)];
    const { key, ...made } = await createServiceKey(mine.caller, { name: "CI", scopes: ["verify"] });
    expect(await listServiceKeys(mine.caller, {})).toEqual({ data: [made], next_cursor: null, matching_count: 1 });
    expect((await listServiceKeys(other.caller, {})).data).toEqual([]);
    const foreign = revokeServiceKey(other.caller, { id: made.id });
    expect((await refusalOf(foreign)).code).toBe("not_found");
    await revokeServiceKey(mine.caller, { id: made.id });
    expect((await listServiceKeys(mine.caller, {})).data).toEqual([]);
    expect((await refusalOf(revokeServiceKey(mine.caller, { id: made.id }))).code).toBe("not_found");
    expect((await refusalOf(revokeServiceKey(mine.caller, { id: randomUUID() }))).code).toBe("not_found");
    const actions = (await auditOf(tx, mine.account.id)).map((event) => event.action);
    expect(actions).toEqual(["service-key.create", "service-key.revoke"]);
  }));

test("the list comes in pages, without gaps and repeats, though they were made in one moment", () =>
  rolledBack(async (tx) => {
    const { caller, account } = await anAccount(tx);
    for (const name of ["a", "b", "c", "d", "e"]) await createServiceKey(caller, { name, scopes: ["verify"] });
    await tx.$executeRaw`UPDATE service_key SET created_at = date_trunc('day', created_at) WHERE account_id = ${account.id}::uuid AND name < 'e'`;
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listServiceKeys>> = await listServiceKeys(caller, {
        limit: 2,
        ...(cursor && { cursor }),
      });
      seen.push(...page.data.map((key) => key.name));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen[0]).toBe("e");
    expect([...seen].sort()).toEqual(["a", "b", "c", "d", "e"]);
    const infinite = encodeCursor({ after: "infinity", id: randomUUID() });
    for (const input of [{ limit: 0 }, { limit: 101 }, { cursor: "x" }, { cursor: infinite }]) {
      expect((await refusalOf(listServiceKeys(caller, input))).code).toBe("invalid_request");
    }
  }));

test("a service key gives no scope that it does not have", () =>
  rolledBack(async (tx) => {
    const { caller, account } = await anAccount(tx);
    const as = (...scopes: Scope[]): Caller => ({
      ...caller,
      actor: {
        type: "service_key",
        id: randomUUID(),
        accountId: account.id,
        accountPublicId: account.publicId,
        name: "k",
        scopes,
      },
    });
    const wanted = { name: "x", scopes: ["verify" as const] };
    expect((await refusalOf(createServiceKey(as("verify"), wanted))).code).toBe("insufficient_scope");
    expect((await refusalOf(createServiceKey(as("service-keys:write"), wanted))).code).toBe("insufficient_scope");
    expect(
      (await refusalOf(createServiceKey(as("service-keys:write", "verify"), { ...wanted, scopes: ["all"] }))).code,
    ).toBe("insufficient_scope");
    await createServiceKey(as("service-keys:write", "verify"), wanted);
    await createServiceKey(as("all"), { ...wanted, scopes: ["all"] });
  }));

test("an end in the past is refused", () =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    const input = { name: "x", scopes: ["verify" as const], expires_at: "2020-01-01T00:00:00Z" };
    expect((await refusalOf(createServiceKey(caller, input))).code).toBe("invalid_request");
  }));
