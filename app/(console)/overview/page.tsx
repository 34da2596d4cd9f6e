import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Attention } from "@/components/overview/attention";
import { EmptyOverview } from "@/components/overview/empty-overview";
import { MonthsStrip } from "@/components/overview/months-strip";
import { PlacesGauge } from "@/components/passcodes/places-gauge";
import { homeOf } from "@/components/shell/home-of";
import { PageHead } from "@/components/shell/page-head";
import { PageSection } from "@/components/shell/page-section";
import { NowProvider } from "@/components/time/now";
import { readOverview } from "@/lib/core/overview/read-overview";
import { may } from "@/lib/core/permissions";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const session = await requireSession("/overview");
  const { actor } = session;
  if (!may(actor, "overview.read")) redirect(homeOf(actor.role));
  const overview = await readOverview(await callerOf(session), {});
  const { has_passcodes: isUsed, passcode_count: taken, passcode_limit: places } = overview;
  return (
    <NowProvider now={new Date().toISOString()}>
      <PageHead heading="Overview">
        <PlacesGauge taken={taken} places={places} words="account passcodes in use" />
      </PageHead>
      {(isUsed || overview.failed_mails > 0) && <Attention overview={overview} />}
      {isUsed ? (
        <PageSection heading="Expiries of the next 12 months">
          <MonthsStrip months={overview.expiries_by_month} zone={overview.time_zone} />
        </PageSection>
      ) : (
        <EmptyOverview mayCreate={may(actor, "passcode.create")} mayInvite={may(actor, "user.invite")} />
      )}
    </NowProvider>
  );
}
