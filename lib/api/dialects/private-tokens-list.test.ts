import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessPairOf, privateTokenOf } from "@/lib/api/testing/access-token";
import { bearer } from "@/lib/api/testing/headers";
import { env } from "@/lib/env";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();

async function withTokens(...names: string[]) {
  const { email } = await activeMember(account.id, "member");
  const { access_token } = await accessPairOf(app, email);
  const made = [];
  for (const [index, name] of names.entries()) made.push(await privateTokenOf(app, access_token, name, 100 - index));
  return { token: access_token, made };
}
const { token, made } = await withTokens("alpha", "Beta", "alphabet", "100%", "delta_1");
const path = "/api/v1/auth/private_tokens/";
const get = async (query: string, by = token) => {
  const answer = await app.inject({ url: `${path}${query}`, headers: bearer(by) });
  return { statusCode: answer.statusCode, ...answer.json() };
};
const names = async (query: string) => (await get(query)).results.map(({ name }: { name: string }) => name);
const at = (query: string) => `${env().PUBLIC_URL}${path}${query}`;

describe("GET /api/v1/auth/private_tokens/", () => {
  test("lists one's own without the tokens, the newest first, for an access and for a private token", async () => {
    await withTokens("somebody else's");
    const results = made.map(({ id, name, expiration_time }) => ({ id, name, expiration_time })).reverse();
    const expected = { statusCode: 200, count: 5, next: null, previous: null, results };
    expect(await get("")).toEqual(expected);
    expect(await get("", made[0]?.data)).toEqual(expected);
    const withoutSlash = await app.inject({ url: path.slice(0, -1), headers: bearer(token) });
    expect(withoutSlash.json()).toEqual((await app.inject({ url: path, headers: bearer(token) })).json());
    expect(withoutSlash.headers["cache-control"]).toBe("no-store");
    const none = await withTokens();
    expect(await get("", none.token)).toEqual({ statusCode: 200, count: 0, next: null, previous: null, results: [] });
  });

  test("orders by name whatever its case, and by the end, both ways", async () => {
    const byName = ["100%", "alpha", "alphabet", "Beta", "delta_1"];
    expect(await names("?ordering=name")).toEqual(byName);
    expect(await names("?ordering=-name")).toEqual(byName.toReversed());
    const byEnd = ["delta_1", "100%", "alphabet", "Beta", "alpha"];
    expect(await names("?ordering=expiration_time")).toEqual(byEnd);
    expect(await names("?ordering=-expiration_time")).toEqual(byEnd.toReversed());
  });

  test("finds a part of the name as it is, whatever its case", async () => {
    expect(await names("?q=ALPHA&ordering=name")).toEqual(["alpha", "alphabet"]);
    expect(await names("?q=%25")).toEqual(["100%"]);
    expect(await names("?q=_")).toEqual(["delta_1"]);
    expect(await names("?q=%5C")).toEqual([]);
    expect(await names("?q=")).toHaveLength(5);
    expect(await get("?q=alpha")).toMatchObject({ count: 2 });
    expect(await names("?q=nothing%27%20OR%201=1")).toEqual([]);
  });

  test("comes in pages that lead to each other, with what was asked for", async () => {
    const first = await get("?page_size=2&ordering=name&q=a");
    const asked = "?ordering=name&q=a&page_size=2";
    expect(first).toMatchObject({ count: 4, next: at(`${asked}&page=2`), previous: null });
    const second = await app.inject({ url: first.next.slice(env().PUBLIC_URL.length), headers: bearer(token) });
    expect(second.json()).toMatchObject({ count: 4, next: null, previous: at(asked) });
    expect([...first.results, ...second.json().results].map(({ name }) => name)).toEqual([
      ...["alpha", "alphabet", "Beta", "delta_1"],
    ]);
    const middle = await get("?page=2&page_size=2");
    expect(middle).toMatchObject({ next: at("?page_size=2&page=3"), previous: at("?page_size=2") });
    expect((await get("?page=3&page_size=2")).results).toHaveLength(1);
  });

  test.each(["3", "2000000", "99999999999999999999", "0", "-1", "1.5", "x", "last", "+1", " 1"])(
    "page %s is not found where there are two",
    async (page) => {
      const detail = "Invalid page.";
      const answer = await get(`?page_size=3&page=${encodeURIComponent(page)}`);
      expect(answer).toEqual({ statusCode: 404, code: "not_found", detail });
    },
  );

  test("more than 100 a page is taken for 100", async () => {
    expect(await get("?page_size=100000")).toMatchObject({ statusCode: 200, count: 5 });
    expect(await get("?page_size=101&page=2")).toMatchObject({ statusCode: 404 });
    expect((await get("?page_size=99999999999999999999999")).results).toHaveLength(5);
  });

  test.each([
    ["ordering", "?ordering=id"],
    ["ordering", "?ordering=expires_at"],
    ["ordering", "?ordering=--name"],
    ["ordering", "?ordering=name,expiration_time"],
    ["ordering", "?ordering=constructor"],
    ["ordering", "?ordering=name&ordering=name"],
    ["page_size", "?page_size=0"],
    ["page_size", "?page_size=-1"],
    ["page_size", "?page_size=1e1"],
    ["page_size", "?page_size=x"],
    ["page", "?page=1&page=2"],
    ["q", "?q=a&q=b"],
    ["q", "?q=%00"],
    ["q", `?q=${"x".repeat(201)}`],
  ])("is 400 and names %s for %s", async (field, query) => {
    expect(await get(query)).toEqual({ statusCode: 400, [field]: [expect.stringMatching(/\S/)] });
  });

  test("does not look at other parameters", async () => {
    expect(await get("?format=json&limit=1&offset=3&expires_at=x")).toMatchObject({ statusCode: 200, next: null });
  });
});
