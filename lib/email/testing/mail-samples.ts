import type { Origin, PasscodeFacts, Relation, Told } from "@/lib/core/notice/notice-kinds";

/** The moment at which the samples are sent: 9 in the morning in Berlin. */
export const sampleNow = new Date("2026-11-26T08:00:00Z");

const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
const origin: Origin = { at: "2026-11-26T07:58:12Z", zone: "Europe/Berlin", address: "192.0.2.7", agent: chrome };
const token = `wwxx_${"k3Zq".repeat(9)}Zz`;

const account: Omit<PasscodeFacts, "relation"> = {
  ...{ account: "Northwind", zone: "Europe/Berlin", owner: "account", name: "Acme", email: null },
  ...{ passcode_id: "6f1c5d1e-5b0a-4d8e-9a57-0d7a3c1f2b44", hint: "ww…k3Zq", ends_at: "2026-12-03T13:05:00Z" },
  ...{ last_used_at: "2026-11-26T05:40:00Z", by: null },
};
const user: Omit<PasscodeFacts, "relation"> = {
  ...account,
  ...{ owner: "user", name: "Ada Lovelace", email: "ada@northwind.example", by: "Grace Hopper" },
};

/** Facts of an account's passcode, with what is said otherwise. */
export const accountFacts = (more: Partial<PasscodeFacts> = {}): PasscodeFacts => ({
  ...{ ...account, relation: "administrator" },
  ...more,
});

/** Facts of a user's passcode. */
export const userFacts = (more: Partial<PasscodeFacts> = {}): PasscodeFacts => ({
  ...{ ...user, relation: "administrator" },
  ...more,
});

/** Facts of a private token. */
export const tokenFacts = (more: Partial<PasscodeFacts> = {}): PasscodeFacts => ({
  ...{ ...account, owner: "token", name: "Nightly export", email: "ada@northwind.example", relation: "holder" },
  ...more,
});

/** A reminder of an end. */
export const expiry = (facts: PasscodeFacts): Told => ({
  ...{ kind: facts.owner === "token" ? "private_token_expiry" : "expiry", day: 7, facts },
});

const accountRelations: Relation[] = ["administrator", "team", "contact"];
const userRelations: Relation[] = ["holder", "administrator", "team"];
const changes = ["passcode_granted", "passcode_reset", "passcode_revoked"] as const;

const passcodeSamples = (): [string, Told[]][] => [
  ...accountRelations.flatMap((relation): [string, Told[]][] => [
    [`expiry-account-${relation}`, [expiry(accountFacts({ relation }))]],
    [`expired-account-${relation}`, [expiry(accountFacts({ relation, ends_at: "2026-11-21T13:05:00Z" }))]],
    [`retirement-account-${relation}`, [{ kind: "retirement", day: 1, facts: accountFacts({ relation }) }]],
  ]),
  ...userRelations.flatMap((relation): [string, Told[]][] => [
    [`expiry-user-${relation}`, [expiry(userFacts({ relation }))]],
    [`expired-user-${relation}`, [expiry(userFacts({ relation, ends_at: "2026-11-25T13:05:00Z" }))]],
    [`expiry-token-${relation}`, [expiry(tokenFacts({ relation }))]],
    [
      `private_token_made-${relation}`,
      [{ kind: "private_token_made", day: 0, facts: tokenFacts({ relation, by: "Ada Lovelace" }) }],
    ],
    [`expired-token-${relation}`, [expiry(tokenFacts({ relation, ends_at: "2026-11-25T13:05:00Z" }))]],
    ...changes.map((kind): [string, Told[]] => [
      `${kind}-${relation}`,
      [{ kind, day: 0, facts: userFacts({ relation }) }],
    ]),
  ]),
];

/** Several passcodes in one mail. @param count of account passcodes that expire. */
export function digest(count: number, relation: Relation = "administrator"): Told[] {
  const names = ["Acme", "Globex", "Initech", "Umbrella", "Hooli"];
  const ending = Array.from({ length: count }, (_, index): Told => {
    const ends_at = new Date(sampleNow.getTime() + (index + 2) * 86_400_000).toISOString();
    const name = names[index] ?? `Partner ${index + 1}`;
    return expiry(accountFacts({ name, relation, ends_at, passcode_id: `passcode-${index}` }));
  });
  const expired = accountFacts({ name: "Wayne", relation, passcode_id: "wayne", ends_at: "2026-11-25T13:05:00Z" });
  const old = accountFacts({ name: "Stark", relation, passcode_id: "stark", ends_at: "2026-11-27T07:00:00Z" });
  const reset: Told = { kind: "passcode_reset", day: 0, facts: userFacts({ relation, passcode_id: "ada" }) };
  return [
    ...(relation === "contact" ? [] : [reset]),
    { kind: "retirement", day: 1, facts: old },
    ...ending,
    expiry(expired),
  ];
}

const personSamples = (): [string, Told[]][] => {
  const { zone } = origin;
  const invitation = {
    account: "Northwind",
    by: "Grace Hopper",
    role: "manager",
    expires_at: "2026-12-03T08:00:00Z",
    zone,
  };
  const until = "2026-11-26T09:00:00Z";
  return [
    ["invitation", [{ kind: "invitation", facts: invitation, token }]],
    ["password_reset", [{ kind: "password_reset", facts: { ...origin, expires_at: until }, token }]],
    ["password_changed", [{ kind: "password_changed", facts: { ...origin, how: "changed" }, token: null }]],
    ["password_changed-reset", [{ kind: "password_changed", facts: { ...origin, how: "reset" }, token: null }]],
    ["new_device", [{ kind: "new_device", facts: { ...origin, account: "Northwind" }, token: null }]],
    ["totp_changed-on", [{ kind: "totp_changed", facts: { ...origin, change: "on", by: null }, token: null }]],
    ["totp_changed-off", [{ kind: "totp_changed", facts: { ...origin, change: "off", by: null }, token: null }]],
    [
      "totp_changed-reset",
      [{ kind: "totp_changed", facts: { ...origin, change: "reset", by: "Grace Hopper" }, token: null }],
    ],
    ["email_change", [{ kind: "email_change", facts: { ...origin, expires_at: until }, token }]],
    [
      "email_changed",
      [{ kind: "email_changed", facts: { ...origin, new_email: "ada@lovelace.example" }, token: null }],
    ],
  ];
};

const long = `${"Société Générale des Télécommunications ".repeat(2)}(Abteilung Süd)`;
const hardSamples = (): [string, Told[]][] => [
  ["hard-long-name", [expiry(accountFacts({ name: long, account: `${long} AG` }))]],
  ["hard-address-name", [expiry(accountFacts({ name: "https://evil.example/<b>win</b>", account: "evil.example" }))]],
  ["digest", digest(4)],
  ["digest-contact", digest(2, "contact")],
  ["digest-160", digest(157)],
  [
    "digest-tokens",
    [expiry(tokenFacts({ passcode_id: "one" })), expiry(tokenFacts({ passcode_id: "two", name: "CI" }))],
  ],
  [
    "digest-mixed",
    [
      ...digest(1),
      { kind: "private_token_made", day: 0, facts: tokenFacts({ passcode_id: "new" }) },
      expiry(tokenFacts({ relation: "administrator", passcode_id: "one" })),
    ],
  ],
];

/** Every kind as everybody is told of it, by a name. */
export const mailSamples: ReadonlyMap<string, Told[]> = new Map([
  ...passcodeSamples(),
  ...personSamples(),
  ...personSamples()
    .filter(([, [told]]) => told && "token" in told && told.token)
    .map(([name, [told]]): [string, Told[]] => [`${name}-kept`, [{ ...(told as Told), token: null } as Told]]),
  ...hardSamples(),
]);

/** What stands in the links of the samples. */
export const sampleToken = token;
