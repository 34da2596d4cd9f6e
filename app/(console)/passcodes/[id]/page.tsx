import type { Metadata } from "next";
import { allowedActions } from "@/app/(console)/passcodes/allowed-actions";
import { History } from "@/components/audit/history";
import { PasscodeFacts } from "@/components/passcodes/passcode-facts";
import { PasscodeHead } from "@/components/passcodes/passcode-head";
import { PasscodeNotice } from "@/components/passcodes/passcode-notice";
import { BackLink } from "@/components/shell/back-link";
import { PageSection } from "@/components/shell/page-section";
import { NowProvider } from "@/components/time/now";
import { CallersTable } from "@/components/usage/callers-table";
import { CallsChart } from "@/components/usage/calls-chart";
import { RefusalsNotice } from "@/components/usage/refusals-notice";
import { listAuditEvents } from "@/lib/core/audit/list-audit-events";
import { readPasscodeUsage } from "@/lib/core/usage/read-passcode-usage";
import { readPasscodeHome } from "@/lib/web/read-passcode-home";
import { visiblePasscode } from "./visible-passcode";

type PasscodePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: PasscodePageProps): Promise<Metadata> {
  const { passcode } = await visiblePasscode((await params).id);
  return { title: passcode.name };
}

export default async function PasscodePage({ params }: PasscodePageProps) {
  const { caller, passcode } = await visiblePasscode((await params).id);
  const { id } = passcode;
  const usage = await readPasscodeUsage(caller, { id });
  const history = await listAuditEvents(caller, { target_id: id, limit: 20 });
  return (
    <NowProvider now={new Date().toISOString()}>
      <BackLink href="/passcodes">Passcodes</BackLink>
      <PasscodeHead passcode={passcode} actions={allowedActions(caller.actor)} home={await readPasscodeHome(caller)} />
      <PasscodeFacts passcode={passcode} />
      <div className="mt-4 grid gap-2">
        <PasscodeNotice passcode={passcode} />
        <RefusalsNotice callers={usage.callers} />
      </div>
      <PageSection heading="Calls in the last 30 days">
        {usage.callers.length > 0 ? (
          <>
            <CallsChart days={usage.by_day} />
            <CallersTable callers={usage.callers} />
          </>
        ) : (
          <p className="text-ink-soft text-sm">Nobody has called with it yet.</p>
        )}
      </PageSection>
      <PageSection heading="History">
        <History events={history.data} count={history.matching_count} targetId={id} />
      </PageSection>
    </NowProvider>
  );
}
