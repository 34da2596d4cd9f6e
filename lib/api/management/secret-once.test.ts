import { afterAll, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair } from "@/lib/api/testing/headers";
import { managedAccount } from "@/lib/api/testing/managed-account";
import { login, sessionTokenOf } from "@/lib/api/testing/session-token";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());

/** Any piece of a secret that would help to guess the rest. */
const piecesOf = (secret: string) => [
  secret.slice(5, 37),
  secret.slice(5, 21),
  secret.slice(21, 37),
  Buffer.from(secret).toString("base64").slice(8, 40),
  Buffer.from(secret).toString("hex").slice(10, 60),
];

test("a secret is in the answer that makes it and in no later one, whatever is done with it (S3)", async () => {
  const account = await managedAccount(app);
  const { id, passcode } = await account.create("Acme", { expires_in_days: 7, contact_email: "a@b.test" });
  const rotated = await account.done("POST", `/passcodes/${id}/rotate`, { body: {} });
  const made = await account.done("POST", "/service-keys", { body: { name: "CI", scopes: ["all"] } });
  const secrets = [passcode, rotated.passcode, made.key, account.key];
  const one = `/passcodes/${id}`;
  const answers = [
    ...["", "/passcodes", `/passcodes?q=${passcode.slice(-4)}`, one, "/service-keys", "/audit"].map((path) =>
      account.call("GET", path),
    ),
    account.call("PATCH", one, { body: { contact_email: null, version: 2 } }),
    account.call("PATCH", one, { body: { name: passcode, version: 1 } }),
    account.call("PATCH", one, { body: { name: "x", version: 1, passcode } }),
    account.call("PATCH", `${one}/rotation`, { body: { overlap_seconds: 60 } }),
    account.call("POST", `${one}/rotate`, { body: {} }),
    account.call("POST", `${one}/rotate`, { body: { overlap_seconds: passcode } }),
    account.call("POST", "/passcodes", { body: { name: "Acme", expires_in_days: 1 } }),
    account.call("POST", `${one}/retire-old`),
    account.call("GET", `/passcodes?sort=${passcode}`),
    account.call("GET", `/passcodes/${passcode}`),
    account.call("POST", "/service-keys", { body: { name: "x", scopes: [made.key] } }),
    app.inject({ url: "/v1/self", headers: pair(account.id, rotated.passcode) }),
    app.inject({ url: "/v1/self", headers: bearer(made.key) }),
    app.inject({ url: "/v1/connect?partner=x", headers: pair(account.id, rotated.passcode) }),
    app.inject({ url: "/v1/auth", headers: pair(account.id, rotated.passcode) }),
    app.inject({ url: "/v1/nothing", headers: bearer(made.key) }),
    app.inject({
      method: "POST",
      url: "/v1/verify",
      headers: bearer(made.key),
      payload: { account_id: account.id, passcode: rotated.passcode },
    }),
  ];
  for (const { body, headers } of await Promise.all(answers)) {
    const text = body + JSON.stringify(headers);
    for (const piece of secrets.flatMap(piecesOf)) expect(text).not.toContain(piece);
  }
});

test("a user's passcode is in no answer of the management API, not even in the one that grants or resets it (S3, S6)", async () => {
  const account = await managedAccount(app);
  const owner = await activeMember(account.id, "member");
  const path = `/users/${owner.id}`;
  const keyed = { headers: { "idempotency-key": "k" } };
  const validity = { body: { validity_days: 90 } };
  const answers = [await account.call("POST", `${path}/passcode`, { ...validity, ...keyed })];
  const first = await owner.reveal();
  answers.push(await account.call("POST", `${path}/passcode/reset`, keyed));
  const second = await owner.reveal();
  const then: [Parameters<typeof account.call>[0], string, object?][] = [
    ["POST", `${path}/passcode`, { ...validity, ...keyed }],
    ["POST", `${path}/passcode/reset`, keyed],
    ["POST", `${path}/passcode`, validity],
    ["PATCH", `${path}/passcode`, validity],
    ["PATCH", `${path}/passcode`, { body: { validity_days: second } }],
    ...(["/users", `/users?q=${second.slice(-4)}`, path, "/audit", "", "/passcodes"] as const).map(
      (one) => ["GET", one] as ["GET", string],
    ),
    ["PATCH", path, { body: { role: "viewer" } }],
    ["DELETE", `${path}/passcode`],
    ["GET", path],
    ["DELETE", path],
  ];
  for (const [method, one, given] of then) answers.push(await account.call(method, one, given));
  expect(first).not.toBe(second);
  for (const { body, headers } of answers) {
    const text = body + JSON.stringify(headers);
    for (const piece of [first, second].flatMap(piecesOf)) expect(text).not.toContain(piece);
  }
});

test("an invitation's link is in the answer that makes it and in no later one (S3)", async () => {
  const account = await managedAccount(app);
  const body = { invitations: [{ email: "ada@x.test", role: "member" }] };
  const [{ id, link }] = (await account.done("POST", "/users/invitations", { body })).data;
  const paths = ["/users", `/users/${id}`, "/audit"];
  const answers = await Promise.all([
    ...paths.map((path) => account.call("GET", path)),
    account.call("POST", "/users/invitations", { body }),
    account.call("PATCH", `/users/${id}`, { body: { role: "viewer" } }),
  ]);
  for (const { body: text } of answers) {
    for (const piece of piecesOf(link.split("#")[1])) expect(text).not.toContain(piece);
  }
});

test("a session token is in the answer that issues it and in no later one (S3)", async () => {
  const account = await managedAccount(app);
  const { id, email } = await activeMember(account.id, "admin");
  const token = await sessionTokenOf(app, { email });
  const headers = bearer(token);
  const answers = [
    await login(app, { email }),
    ...(await Promise.all(["/user/users/me", "/v1/self", "/v1/auth"].map((url) => app.inject({ url, headers })))),
    ...(await Promise.all(["", "/users", `/users/${id}`, "/audit"].map((path) => account.call("GET", path)))),
    await account.call("GET", `/users/${token}`, { key: token }),
    await app.inject({ method: "POST", url: "/v1/verify", headers: bearer(account.key), payload: { token } }),
    await app.inject({
      method: "POST",
      url: "/user/authenticate",
      headers,
      payload: { email: token, password: token },
    }),
    await app.inject({ url: `/user/${token}`, headers }),
    await app.inject({ method: "POST", url: "/user/authenticate/logout", headers }),
    await app.inject({ url: "/user/users/me", headers }),
  ];
  for (const { body, headers: sent } of answers) {
    for (const piece of piecesOf(token)) expect(body + JSON.stringify(sent)).not.toContain(piece);
  }
});
