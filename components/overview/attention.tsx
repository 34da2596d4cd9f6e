import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { UsedAside } from "@/components/passcodes/last-used";
import { passcodeStates } from "@/components/passcodes/status-mark";
import { PageSection } from "@/components/shell/page-section";
import { Instant } from "@/components/time/instant";
import { Span } from "@/components/time/span";
import type { OverviewView } from "@/lib/core/overview/overview-view";
import { AttentionGroup, AttentionRow } from "./attention-group";
import { HolderLink } from "./holder-link";
import { accountPasscodes, bothInWords, counted, usersPasscodes } from "./overview-words";

type Overview = Pick<OverviewView, "expiring" | "expired_still_called" | "failed_mails">;

/** What somebody should look at, the most pressing first; or that there is nothing. */
export function Attention({ overview }: { overview: Overview }) {
  const { expiring, expired_still_called: called, failed_mails } = overview;
  const isQuiet = expiring.data.length + called.count + failed_mails === 0;
  return (
    <PageSection heading="What needs attention">
      {isQuiet ? (
        <p className="border-patina border-l-2 bg-patina-wash px-3 py-2 text-sm">
          <strong className="font-semibold">All is well.</strong> No passcode in use ends within 30 days, nobody calls
          with an expired one, and no mail has failed.
        </p>
      ) : (
        <div className="ledger-head pt-1">
          {called.count > 0 && <StillCalled called={called} />}
          {failed_mails > 0 && <FailedMails count={failed_mails} />}
          {expiring.data.length > 0 && <Expiring expiring={expiring} />}
        </div>
      )}
    </PageSection>
  );
}

function StillCalled({ called: { data, count } }: { called: Overview["expired_still_called"] }) {
  const state = { ...passcodeStates.expired, word: "Expired, still called" };
  return (
    <AttentionGroup state={state} count={counted(count, "passcode", "passcodes")}>
      {data.map(({ refusals, last_call_at, ...held }) => (
        <AttentionRow
          key={held.id}
          name={<HolderLink held={held} />}
          what={<span className="text-brick">refused {counted(refusals, "time", "times")} in 7 days</span>}
          at={<Dated word="last" at={last_call_at} />}
        />
      ))}
      {count > data.length && <More>and {count - data.length} more that are called less often</More>}
    </AttentionGroup>
  );
}

function FailedMails({ count }: { count: number }) {
  const it = count === 1 ? "it" : "them";
  return (
    <AttentionGroup
      state={{ word: "Mail failed", shape: "barred", colour: "wrong" }}
      count={counted(count, "mail", "mails")}
    >
      <li className="py-1.5">
        {count === 1 ? "A mail" : `${count} mails`} could not be delivered: whoever should have read {it} was not told.{" "}
        <Link href="/notifications?state=failed" className="whitespace-nowrap text-patina underline">
          Show {it}
        </Link>
      </li>
    </AttentionGroup>
  );
}

function Expiring({ expiring: { data, ...counts } }: { expiring: Overview["expiring"] }) {
  const { account_count, user_count } = counts;
  return (
    <AttentionGroup state={passcodeStates.expiring_soon} count={bothInWords(counts)}>
      {data.map(({ expires_at, last_used_at, ...held }) => (
        <AttentionRow
          key={held.id}
          name={<HolderLink held={held} />}
          what={
            <span className="text-ink-soft">
              <UsedAside at={last_used_at} />
            </span>
          }
          at={<Dated word="ends" at={expires_at} />}
        />
      ))}
      {account_count + user_count > data.length && (
        <More>
          All of them:{" "}
          <Every
            href="/passcodes?status=expiring_soon&sort=expires_at"
            count={account_count}
            words={accountPasscodes}
          />
          {account_count > 0 && user_count > 0 && ", "}
          <Every
            href="/users?passcode=expiring_soon&sort=passcode_expires_at"
            count={user_count}
            words={usersPasscodes}
          />
        </More>
      )}
    </AttentionGroup>
  );
}

/** Both ways in one line. */
function Dated({ word, at }: { word: string; at: string }) {
  return (
    <>
      <span className="sr-only">{word}</span> <Span at={at} />{" "}
      <span className="ml-1 text-ink-soft text-xs">
        <Instant at={at} />
      </span>
    </>
  );
}

const More = ({ children }: { children: ReactNode }) => <li className="py-1.5 text-ink-soft">{children}</li>;

function Every({ href, count, words }: { href: Route; count: number; words: (count: number) => string }) {
  if (count === 0) return null;
  return (
    <Link href={href} prefetch={false} className="text-patina underline">
      {words(count)}
    </Link>
  );
}
