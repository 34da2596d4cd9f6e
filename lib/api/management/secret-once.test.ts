import { afterAll, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair } from "@/lib/api/testing/headers";
import { managedAccount } from "@/lib/api/testing/managed-account";

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
