import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { checkInvitation } from "@/lib/core/invitation/check-invitation";
import { env } from "@/lib/env";
import { anonymous } from "@/lib/testing/rolled-back";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call, done } = account;
const address = () => `${randomUUID()}@example.test`;
const inviting = (invitations: unknown) => call("POST", "/users/invitations", { body: { invitations } });
const usersOf = async (query = ""): Promise<{ id: string; name: string; email: string }[]> =>
  (await done("GET", `/users?limit=100${query}`)).data;

describe("POST …/users/invitations", () => {
  test("invites people, each with a link that opens, and they are listed as invited", async () => {
    const [ada, ben] = [address(), address()];
    const response = await inviting([
      { email: ` ${ada.toUpperCase()} `, role: "manager" },
      { email: ben, role: "admin" },
    ]);
    expect(response.statusCode).toBe(201);
    expect(response.headers["cache-control"], "a proxy would keep the links").toBe("no-store");
    const { data } = response.json();
    const link = expect.stringMatching(new RegExp(`^${env().PUBLIC_URL}/join#wwiv_[0-9A-Za-z]{38}$`));
    expect(data).toEqual([
      { id: expect.any(String), email: ada, role: "manager", status: "invited", link },
      { id: expect.any(String), email: ben, role: "admin", status: "invited", link },
    ]);
    const opened = await checkInvitation(anonymous(), { link: data[0].link.split("#")[1] });
    expect(opened, "the link leads somewhere else").toMatchObject({ email: ada, role: "manager" });
    const listed = (await usersOf("&status=invited")).map(({ id }) => id);
    expect(listed).toEqual(expect.arrayContaining(data.map(({ id }: { id: string }) => id)));
  });

  const one = { email: "a@x.test", role: "member" };
  test.each<[string, unknown, string]>([
    ["none", { invitations: [] }, "invitations"],
    ["nothing", {}, "invitations"],
    [
      "51 at once",
      { invitations: Array.from({ length: 51 }, (_, n) => ({ ...one, email: `u${n}@x.test` })) },
      "invitations",
    ],
    ["no list", { invitations: one }, "invitations"],
    ["two addresses in one", { invitations: [{ ...one, email: "a@x,b@evil" }] }, "invitations.0.email"],
    ["a name with an address", { invitations: [{ ...one, email: "Ada <a@x.test>" }] }, "invitations.0.email"],
    [
      "a line break in an address",
      { invitations: [{ ...one, email: "a@x.test\r\nBcc: b@evil" }] },
      "invitations.0.email",
    ],
    ["what is no address", { invitations: [{ ...one, email: "ada" }] }, "invitations.0.email"],
    ["255 characters", { invitations: [{ ...one, email: `${"a".repeat(248)}@x.test` }] }, "invitations.0.email"],
    ["an unknown role", { invitations: [{ ...one, role: "owner" }] }, "invitations.0.role"],
    ["no role", { invitations: [{ email: one.email }] }, "invitations.0.role"],
    ["an unknown field", { invitations: [{ ...one, link: "x" }] }, "invitations.0.link"],
    ["an unknown field beside", { invitations: [one], account: "x" }, "account"],
    ["the same twice, in another case", { invitations: [one, { ...one, email: "A@X.test" }] }, "invitations.1.email"],
    ["a bad one among good ones", { invitations: [one, { ...one, email: "b" }] }, "invitations.1.email"],
  ])("refuses %s, and invites nobody", async (_what, body, path) => {
    const before = await usersOf();
    const { errors } = await expectProblem(call("POST", "/users/invitations", { body }), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    expect(await usersOf(), "some of a refused list were invited").toEqual(before);
  });

  test("refuses addresses that are here already, whatever their state, names each, and invites nobody", async () => {
    const own = await managedAccount(app);
    const [invited] = await own.invite("member");
    const [revoked] = await own.invite("viewer");
    await own.done("PATCH", `/users/${revoked}`, { body: { status: "revoked" } });
    const all = (await own.done("GET", "/users")).data as { id: string; email: string }[];
    const emailOf = (id?: string) => all.find((user) => user.id === id)?.email ?? "";
    const { actor } = own.caller;
    const active = actor.type === "user" ? emailOf(actor.membershipId) : "";
    const emails = [address(), emailOf(invited), emailOf(revoked).toUpperCase(), active];
    const body = { invitations: emails.map((email) => ({ email, role: "member" })) };
    const { errors } = await expectProblem(own.call("POST", "/users/invitations", { body }), 409, "email_taken");
    const paths = errors.map((error: { path: string }) => error.path);
    expect(paths.sort()).toEqual(["invitations.1.email", "invitations.2.email", "invitations.3.email"]);
    expect((await own.done("GET", "/users")).data).toEqual(all);
  });

  test("takes 50, and a person who was deleted", async () => {
    const own = await managedAccount(app);
    const invitations = Array.from({ length: 50 }, () => ({ email: address(), role: "member" }));
    const { data } = await own.done("POST", "/users/invitations", { body: { invitations } });
    expect(data).toHaveLength(50);
    await own.done("DELETE", `/users/${data[0].id}`);
    const again = await own.done("POST", "/users/invitations", { body: { invitations: [invitations[0]] } });
    expect(again.data[0].id, "who comes back would have the rights of who left").not.toBe(data[0].id);
  });
});

describe("GET …/users", () => {
  test("pages, sorts, filters and searches; a page is data and next_cursor", async () => {
    const own = await managedAccount(app);
    const names = ["north.delta", "north.alpha", "north.charlie", "north.bravo"];
    const tail = `${randomUUID()}.test`;
    const invitations = names.map((name) => ({ email: `${name}@${tail}`, role: "member" }));
    const { data } = await own.done("POST", "/users/invitations", { body: { invitations } });
    await own.done("POST", `/users/${data[0].id}/passcode`, { body: { validity_days: 3 } });
    await own.done("PATCH", `/users/${data[1].id}`, { body: { role: "viewer" } });
    const found: string[] = [];
    const path = "/users?sort=name&limit=2&q=NORTH%20";
    for (let next: string | null = ""; next !== null; ) {
      const page: { data: { name: string }[]; next_cursor: string | null } = await own.done("GET", path + next);
      expect(Object.keys(page)).toEqual(["data", "next_cursor"]);
      found.push(...page.data.map((one) => one.name));
      next = page.next_cursor && `&cursor=${encodeURIComponent(page.next_cursor)}`;
    }
    expect(found, "a page leaves somebody out").toEqual(["North Alpha", "North Bravo", "North Charlie", "North Delta"]);
    const namesOf = async (query: string) =>
      (await own.done("GET", `/users?${query}`)).data.map((one: { name: string }) => one.name);
    expect(await namesOf("passcode=expiring_soon")).toEqual(["North Delta"]);
    expect(await namesOf("role=viewer")).toEqual(["North Alpha"]);
    expect(await namesOf("status=active")).toEqual(["Ada Watch"]);
    expect(await namesOf("passcode=none&status=invited&sort=-email")).toEqual([
      "North Charlie",
      "North Bravo",
      "North Alpha",
    ]);
    expect((await namesOf("sort=passcode_expires_at"))[0]).toBe("North Delta");
  });

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  test.each([
    ...["limit=0", "limit=101", "limit=x", "limit=1e1", "limit=5&limit=6", "offset=1", "page=2", "q=%00", "q=a&q=b"],
    ...["sort=password", "sort=name&sort=email", "status=deleted", "role=owner", "role=", "passcode=live", "passcode="],
    ...["cursor=x", "cursor=", `cursor=${cursor({ after: "x", id: "y" })}`, "cursor=a&cursor=b"],
    `sort=last_sign_in_at&cursor=${cursor({ after: "x", id: "0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e" })}`,
  ])("refuses ?%s", async (query) => {
    await expectProblem(call("GET", `/users?${query}`), 422, "invalid_request");
  });
});

describe("GET …/users/{id}", () => {
  test("tells of a user what the contract says, and no more", async () => {
    const [id] = await account.invite("viewer");
    const granted = await done("POST", `/users/${id}/passcode`, { body: { validity_days: null } });
    const user = await done("GET", `/users/${id}`);
    expect(user).toEqual({
      id,
      org_user_id: expect.any(Number),
      name: expect.any(String),
      email: expect.stringMatching(/@example\.test$/),
      role: "viewer",
      status: "invited",
      has_totp: false,
      created_at: expect.any(String),
      last_sign_in_at: null,
      invitation_expires_at: expect.any(String),
      passcode: granted,
    });
    expect(await usersOf()).toContainEqual(user);
  });

  test("takes no parameters", async () => {
    const [id] = await account.invite("viewer");
    await expectProblem(call("GET", `/users/${id}?fields=name`), 422, "invalid_request");
  });
});
