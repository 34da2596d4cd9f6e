import { describe, expect, test } from "vitest";
import type { PasscodeFacts, Relation, Told } from "@/lib/core/notice/notice-kinds";
import { renderMail } from "./render-mail";
import { accountFacts, digest, expiry, mailSamples, sampleNow, tokenFacts, userFacts } from "./testing/mail-samples";

const publicUrl = "https://watchword.example";
const mailOf = (told: Told[], now = sampleNow) => renderMail({ told, now, publicUrl });
const subjectOf = async (facts: PasscodeFacts, now = sampleNow) => (await mailOf([expiry(facts)], now)).subject;
const linksOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);

test.each([...mailSamples])("%s is one letter in two forms, and complete", async (_name, told) => {
  const { subject, html, text } = await mailOf(told);
  expect(subject.length).toBeLessThanOrEqual(150);
  expect(`${subject}${html}${text}`).not.toMatch(/undefined|\bnull\b|NaN|\[object|Invalid/);
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html).toContain('lang="en"');
  expect(html, "something is fetched, or run").not.toMatch(/<img|<script|<link|url\(|@import|src=/);
  expect(html.match(/<table(?![^>]*role="presentation")/g)).toBeNull();
  expect(html).toContain("prefers-color-scheme: dark");
  expect(text).toContain("You get this mail because");
  for (const link of linksOf(html)) {
    expect(link?.startsWith(`${publicUrl}/`), link).toBe(true);
    if (told.length === 1) expect(text, "the text lacks a link").toContain(link);
  }
});

describe("a reminder's subject says whose passcode, the date and how far off it is, by the account's calendar", () => {
  test.each([
    ["2026-12-03T13:05:00Z", "expires on 3 Dec 2026, in 7 days"],
    ["2026-11-26T23:30:00Z", "expires on 27 Nov 2026, tomorrow"],
    ["2026-11-26T22:59:00Z", "expires on 26 Nov 2026, today"],
    ["2026-11-26T08:00:00Z", "expired on 26 Nov 2026"],
    ["2026-11-25T23:30:00Z", "expired on 26 Nov 2026"],
    ["2026-11-25T22:30:00Z", "expired on 25 Nov 2026, yesterday"],
    ["2026-11-21T13:05:00Z", "expired on 21 Nov 2026, 5 days ago"],
  ])("an end at %s", async (ends_at, words) => {
    expect(await subjectOf(accountFacts({ ends_at }))).toBe(`Passcode “Acme” ${words}`);
    expect(await subjectOf(userFacts({ ends_at, relation: "holder" }))).toBe(`Your passcode ${words}`);
    expect(await subjectOf(userFacts({ ends_at }))).toBe(`Ada Lovelace's passcode ${words}`);
  });

  test("of a private token too, and its mail leads to the page where it is rotated", async () => {
    const { subject, text } = await mailOf([expiry(tokenFacts())]);
    expect(subject).toBe("Private token “Nightly export” expires on 3 Dec 2026, in 7 days");
    expect(text).toContain("rotate it before 3 Dec 2026");
    expect(text).toContain("/tokens");
    expect(text).toContain("because the private token is yours");
    const seen = await mailOf([expiry(tokenFacts({ relation: "administrator" }))]);
    expect(seen.subject).toBe(subject);
    expect(seen.text).toContain("ada@northwind.example");
    expect(seen.text).not.toContain("is yours");
    const two = [expiry(tokenFacts({ passcode_id: "1" })), expiry(tokenFacts({ passcode_id: "2" }))];
    expect((await mailOf(two)).subject).toMatch(
      /^2 private tokens of Northwind need attention: Private token “Nightly/,
    );
    const mixed = [expiry(accountFacts()), expiry(tokenFacts({ passcode_id: "1" }))];
    expect((await mailOf(mixed)).subject).toMatch(/^2 credentials of Northwind/);
  });

  test("that is news of a private token says until when, and what to do if it was not you", async () => {
    const made = (relation: Relation) =>
      mailOf([{ kind: "private_token_made", day: 0, facts: tokenFacts({ relation, by: "Ada Lovelace" }) }]);
    const { subject, text } = await made("holder");
    expect(subject).toBe("Private token “Nightly export” was made and expires on 3 Dec 2026");
    expect(text).toContain("If it was not you who made it, revoke it and change your password.");
    expect((await made("administrator")).text).toContain("Ada Lovelace made it.");
  });

  test("that is sent days late is right all the same", async () => {
    const late = new Date("2026-12-02T22:30:00Z");
    expect(await subjectOf(accountFacts(), late)).toBe("Passcode “Acme” expires on 3 Dec 2026, tomorrow");
    const over = new Date("2026-12-05T08:00:00Z");
    const { subject, text } = await mailOf([expiry(accountFacts())], over);
    expect(subject).toBe("Passcode “Acme” expired on 3 Dec 2026, 2 days ago");
    expect(text).toContain("Since 3 Dec 2026, 14:05 CET (13:05 UTC) every call with it is refused.");
  });

  test("across a change of the clocks, and in a zone whose date is another than UTC's", async () => {
    // Berlin goes from 02:00 to 03:00 on 28 March 2027: that day has 23 hours.
    const eve = new Date("2027-03-27T22:59:00Z");
    expect(await subjectOf(accountFacts({ ends_at: "2027-03-28T22:30:00Z" }), eve)).toMatch(/29 Mar 2027, in 2 days$/);
    expect(await subjectOf(accountFacts({ ends_at: "2027-03-28T21:30:00Z" }), eve)).toMatch(/28 Mar 2027, tomorrow$/);
    const auckland = accountFacts({ zone: "Pacific/Auckland", ends_at: "2026-12-03T13:05:00Z" });
    const { subject, text } = await mailOf([expiry(auckland)]);
    expect(subject).toBe("Passcode “Acme” expires on 4 Dec 2026, in 8 days");
    expect(text).toContain("Expires: 4 Dec 2026, 02:05 GMT+13 (3 Dec 2026, 13:05 UTC)");
  });
});

describe("who is told", () => {
  const page = `${publicUrl}/passcodes/${accountFacts().passcode_id}`;
  test.each<[Relation, string, string[]]>([
    ["administrator", "you look after the passcodes of Northwind", [page]],
    ["team", "Northwind names this address", [page]],
    ["contact", "names you as the contact", []],
  ])("of an account's passcode, the %s, is told why, and led where he may go", async (relation, why, links) => {
    for (const kind of ["expiry", "retirement"] as const) {
      const { html, text } = await mailOf([{ kind, day: 7, facts: accountFacts({ relation }) }]);
      expect(linksOf(html)).toEqual(links);
      expect(text).toContain(why);
      expect(text).toContain("Settings › Policies");
      expect(text).toContain("ww…k3Zq");
      if (relation === "contact") expect(text).toContain("ask the administrators of Northwind");
    }
  });

  const inUsers = `${publicUrl}/users?q=ada%40northwind.example`;
  test.each<[Relation, string]>([
    ["holder", `${publicUrl}/settings/my-passcode`],
    ["administrator", inUsers],
    ["team", inUsers],
  ])("of a user's passcode, the %s, is led to his own page of it", async (relation, link) => {
    for (const kind of ["expiry", "passcode_granted", "passcode_reset", "passcode_revoked"] as const) {
      const { subject, html, text } = await mailOf([{ kind, day: 0, facts: userFacts({ relation }) }]);
      expect(linksOf(html)).toEqual([link]);
      expect(subject).toContain(relation === "holder" ? "Your passcode" : "Ada Lovelace's passcode");
      if (kind !== "expiry") expect(text).toContain("Grace Hopper ");
    }
  });

  test("a passcode without an end, or one that was never used, says so", async () => {
    const facts = userFacts({ ends_at: null, last_used_at: null });
    const granted = await mailOf([{ kind: "passcode_granted", day: 0, facts }]);
    expect(granted.subject).toBe("Ada Lovelace's passcode was granted");
    expect(granted.text).toContain("Expires: Never");
    expect((await mailOf([expiry(accountFacts({ last_used_at: null }))])).text).toContain("Last used: Never");
  });
});

describe("a digest", () => {
  test("says how many, what is first and when; what is over stands first, then what ends soonest", async () => {
    const { subject, text } = await mailOf(digest(3).reverse());
    expect(subject).toBe("6 passcodes of Northwind need attention: “Wayne” expired on 25 Nov 2026, yesterday");
    const order = text.match(/^(Expired|Expiring|Old secrets|Granted.*|- \w+)/gm);
    expect(order).toEqual(
      ["Expired", "- Wayne", "Expiring", "- Acme", "- Globex", "- Initech", "Old secrets", "- Stark"].concat(
        ...["Granted, reset and revoked", "- Ada"],
      ),
    );
    const soon = await mailOf(digest(2).slice(2, 4));
    expect(soon.subject).toBe("2 passcodes of Northwind need attention: “Acme” expires on 28 Nov 2026, in 2 days");
  });

  test("puts an expiry before what ends sooner, but is less", async () => {
    const [, old, acme] = digest(1);
    const { subject } = await mailOf([old, acme].filter((told) => told !== undefined));
    expect(subject).toBe("2 passcodes of Northwind need attention: “Acme” expires on 28 Nov 2026, in 2 days");
  });

  test("has a hundred rows, and then how many more there are", async () => {
    const { html, text } = await mailOf(digest(157));
    expect(text.match(/^- /gm)).toHaveLength(100);
    expect(text).toContain("And 60 more.");
    expect(linksOf(html).at(-1)).toBe(`${publicUrl}/passcodes`);
    expect((await mailOf(digest(97))).text).not.toContain("more.");
  });

  test("of a contact has no link", async () => {
    expect(linksOf((await mailOf(digest(2, "contact"))).html)).toEqual([]);
  });

  test("two reminders of one end are one, and told as one", async () => {
    const twice: Told[] = [expiry(accountFacts()), { kind: "expiry", day: 3, facts: accountFacts() }];
    expect((await mailOf(twice)).subject).toBe("Passcode “Acme” expires on 3 Dec 2026, in 7 days");
  });

  test("mixes nothing that is told to one person alone, and is not empty", async () => {
    const invitation = mailSamples.get("invitation") ?? [];
    await expect(mailOf([...invitation, expiry(accountFacts())])).rejects.toThrow("a mail of its own");
    await expect(mailOf([])).rejects.toThrow("nothing");
  });
});
