import type { ReactNode } from "react";
import { Line } from "@/components/settings/project-facts";
import { overlapInWords } from "@/components/time/overlap-in-words";
import type { AccountView } from "@/lib/core/account/account-view";
import type { Policy } from "@/lib/core/account/policy";
import { dialectWords, lifetimeWords, recipientsInWords, reminderWords, switchWords } from "./policy-words";

/** The account's policies for those who do not change them. */
export function PolicyFacts({ account: { policy, time_zone } }: { account: AccountView }) {
  const isOn = (on: boolean) => (on ? "On" : "Off");
  const lines: [label: string, value: ReactNode][] = [
    [switchWords.user_passcodes_only.name, isOn(policy.user_passcodes_only)],
    ["Maximum lifetime", inDays(policy.max_lifetime_days)],
    [switchWords.totp_required.name, isOn(policy.totp_required)],
    ["Password age", inDays(policy.password_max_age_days)],
    [switchWords.digest_login.name, isOn(policy.digest_login)],
    ["Dialects", dialectsOf(policy)],
    ...Object.entries(policy.ttl_seconds).map(([kind, seconds]): [string, string] => [
      lifetimeWords[kind as keyof Policy["ttl_seconds"]],
      overlapInWords(seconds),
    ]),
    ["Reminders", policy.reminder_days.map(reminderWords).join(", ") || "None"],
    ["Reminded", recipientsInWords(policy.reminder_recipients)],
    ["Time zone", time_zone],
  ];
  return (
    <>
      <dl className="ledger-head grid border-b">
        {lines.map(([label, value]) => (
          <Line key={label} label={label}>
            {value}
          </Line>
        ))}
      </dl>
      <p className="mt-3 text-ink-soft text-sm">Administrators change them.</p>
    </>
  );
}

const inDays = (days: number | null) => (days === null ? "No limit" : `${days} ${days === 1 ? "day" : "days"}`);

function dialectsOf({ dialects }: Policy) {
  const on = Object.entries(dialects).filter(([, isOn]) => isOn);
  return on.map(([dialect]) => dialectWords[dialect as keyof Policy["dialects"]].name).join(", ") || "None";
}
