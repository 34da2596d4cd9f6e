import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { AccountView } from "@/lib/core/account/account-view";

type ProjectFactsProps = {
  account: AccountView;
  /** The region as people say it. */
  regionName: string;
  places: number;
  maySeePasscodes: boolean;
  mayCreate: boolean;
};

/** What programs and partners need to know of an account; each with its copy button. */
export function ProjectFacts({ account, regionName, places, maySeePasscodes, mayCreate }: ProjectFactsProps) {
  const { id, org_id, realm, region, api_host, passcode_count } = account;
  return (
    <dl className="ledger-head grid border-b">
      <Fact label="Account id" value={id} copies="account id" />
      <Fact label="Region" value={region} copies="region" note={regionName} />
      <Fact label="API host" value={api_host} copies="API host" />
      <Fact
        label="Integer id"
        value={String(org_id)}
        copies="integer id"
        note="what a session sign-in calls the organisation"
      />
      <Fact label="Realm" value={realm} copies="realm" />
      <Line label="Passcodes">
        <span>
          {passcode_count} of {places}
        </span>
        {maySeePasscodes && (
          <Link href="/passcodes" className="text-patina underline">
            See them
          </Link>
        )}
        {mayCreate && (
          <Link href="/passcodes?new" className="text-patina underline">
            + Passcode
          </Link>
        )}
      </Line>
    </dl>
  );
}

function Fact({ label, value, copies, note }: { label: string; value: string; copies: string; note?: string }) {
  return (
    <Line label={label}>
      <code className="wrap-anywhere font-mono text-sm">{value}</code>
      <CopyButton text={value} label={`Copy the ${copies}`} />
      {note && <span className="text-ink-soft text-sm">{note}</span>}
    </Line>
  );
}

/** A fact beside its name, in a list of them. */
export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 border-t py-2.5 first:border-t-0 first:pt-4 sm:grid-cols-[10rem_1fr]">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">{children}</dd>
    </div>
  );
}
