import { describe, expect, test } from "vitest";
import type { Told } from "@/lib/core/notice/notice-kinds";
import { renderMail } from "./render-mail";
import { accountFacts, expiry, mailSamples, sampleNow, sampleToken, userFacts } from "./testing/mail-samples";

const publicUrl = "https://watchword.example";
const mailOf = (told: Told[]) => renderMail({ told, now: sampleNow, publicUrl });
const sample = (name: string) => mailOf(mailSamples.get(name) ?? []);

describe("a single-use link", () => {
  test.each([
    ["invitation", "/join"],
    ["password_reset", "/reset-password"],
    ["email_change", "/confirm-email"],
  ])(
    "of %s opens in the mail that is sent; the copy that is kept has neither it nor a part of it",
    async (name, path) => {
      const sent = await sample(name);
      expect(sent.html).toContain(`href="${publicUrl}${path}#${sampleToken}"`);
      expect(sent.text).toContain(`${publicUrl}${path}#${sampleToken}\n`);
      expect(sent.subject).not.toContain(sampleToken.slice(-8));
      const kept = await sample(`${name}-kept`);
      const all = `${kept.subject}${kept.html}${kept.text}`;
      expect(all).not.toContain(sampleToken.slice(-8));
      expect(kept.html).not.toContain("href=");
      expect(all).toContain(`${publicUrl}${path}#…`);
      expect(kept.text).toContain("not kept");
      expect(kept.html).toContain("not kept");
    },
  );
});

describe("a mail about one's own sign-in", () => {
  test.each(["password_changed", "new_device", "totp_changed-on", "totp_changed-off", "email_changed"])(
    "%s says when, from where, on what, and what to do if it was not you",
    async (name) => {
      const { text } = await sample(name);
      expect(text).toContain("When: 26 Nov 2026, 08:58 CET (07:58 UTC)");
      expect(text).toContain("Address: 192.0.2.7");
      expect(text).toContain("Device: Chrome on Linux");
      expect(text).toContain("If it was not you, ");
    },
  );

  test("each has a subject of its own", async () => {
    const names = [...mailSamples.keys()].filter((name) => /^(invitation|password|new_device|totp|email)/.test(name));
    const subjects = await Promise.all(names.filter((name) => !name.endsWith("-kept")).map(sample));
    expect(subjects.map(({ subject }) => subject)).toEqual([
      "Grace Hopper invites you to Northwind",
      "Choose a new Watchword password",
      "Your Watchword password was changed",
      "Your Watchword password was reset",
      "New sign-in from Chrome on Linux",
      "TOTP was switched on for your sign-in",
      "TOTP was switched off for your sign-in",
      "Your TOTP was reset",
      "Confirm your new e-mail address",
      "Your Watchword e-mail address was changed",
    ]);
  });
});

describe("what people wrote stays text", () => {
  const evil = "<b>x</b>\r\nBcc: all@evil.test\u202Eflip\u2028\u0007";

  test("in every field of every kind: no markup, no second header, no turned text", async () => {
    for (const [name, told] of mailSamples) {
      const hostile = told.map((one) => ({ ...one, facts: hostileFacts(one.facts) }) as Told);
      const { subject, html, text } = await mailOf(hostile);
      expect(html, name).not.toContain("<b>");
      expect(subject, name).not.toMatch(/[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
      expect(`${html}${text}`.replaceAll("\n", ""), name).not.toMatch(
        /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
      );
      expect(text, name).not.toMatch(/^Bcc:/m);
    }
  });

  function hostileFacts(facts: object): object {
    const free = ["account", "name", "by", "agent", "role", "hint", "new_email", "address"];
    return Object.fromEntries(
      Object.entries(facts).map(([key, value]) => [key, free.includes(key) && value !== null ? evil : value]),
    );
  }

  test("a name that looks like an address is no link, and no program finds one in it", async () => {
    for (const name of ["https://evil.example/win", "www.evil.example", "evil.example", "ada@evil.example"]) {
      const { html, text, subject } = await mailOf([expiry(accountFacts({ name, account: name }))]);
      const body = `${html.replace(/<title>.*?<\/title>/, "")}${text}`;
      expect(body.replaceAll(publicUrl, "")).not.toMatch(/evil\.example|:\/\/evil|ada@evil/);
      expect(subject).toContain(name);
    }
  });

  test("long names are cut in the subject, between characters, and whole in the letter", async () => {
    for (const name of ["N".repeat(100), "👩‍👩‍👧‍👦".repeat(14), "é".repeat(100)]) {
      const two = [expiry(accountFacts({ name, account: name })), expiry(accountFacts({ passcode_id: "other" }))];
      for (const told of [[expiry(accountFacts({ name, account: name }))], two]) {
        const { subject, text } = await mailOf(told);
        expect(subject.length).toBeLessThanOrEqual(150);
        expect(subject).toMatch(/…” expires on 3 Dec 2026, in 7 days$/);
        expect(subject).not.toMatch(/\u200D…|[\uD800-\uDBFF]…/);
        expect(text).toContain(name);
      }
    }
  });

  test("an e-mail with signs of its own meaning in addresses leads to itself alone", async () => {
    const { html } = await mailOf([expiry(userFacts({ email: "a&role=admin#x+y@northwind.example" }))]);
    expect(html).toContain(`href="${publicUrl}/users?q=a%26role%3Dadmin%23x%2By%40northwind.example"`);
  });
});
