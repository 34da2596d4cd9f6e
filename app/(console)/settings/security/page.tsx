import type { Metadata } from "next";
import { confirmSession } from "@/app/(console)/settings/actions";
import { PasswordForm } from "@/components/security/password-form";
import { Sessions } from "@/components/security/sessions";
import { Totp } from "@/components/security/totp";
import { PageHead } from "@/components/shell/page-head";
import { PageSection } from "@/components/shell/page-section";
import { NowProvider } from "@/components/time/now";
import { Alert } from "@/components/ui/alert";
import { heldWords } from "@/lib/core/permissions";
import { listOwnSessions } from "@/lib/core/session/list-own-sessions";
import { readOwnTotp } from "@/lib/core/totp/read-own-totp";
import { callerOf } from "@/lib/web/caller";
import { ownPath } from "@/lib/web/own-path";
import { requireSession } from "@/lib/web/session";
import * as actions from "./actions";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const session = await requireSession("/settings/security");
  const { must } = session.actor;
  const caller = await callerOf(session);
  const totp = await readOwnTotp(caller, {});
  const next = must && ownPath((await searchParams).next, "/");
  return (
    <NowProvider now={new Date().toISOString()}>
      <PageHead heading="Security" />
      {must && <Alert wrong>{heldWords[must]} The rest of the console opens when it is done.</Alert>}
      {must !== "enrol_totp" && (
        <PageSection heading="Password">
          <PasswordForm hasTotp={totp.confirmed_at !== null} next={next} change={actions.changePassword} />
        </PageSection>
      )}
      {must !== "change_password" && (
        <PageSection heading="TOTP">
          <Totp totp={totp} next={next} {...actions} confirmSession={confirmSession} />
        </PageSection>
      )}
      {!must && (
        <PageSection heading="Where you are signed in">
          <Sessions sessions={(await listOwnSessions(caller, {})).data} end={actions.endOtherSession} />
        </PageSection>
      )}
    </NowProvider>
  );
}
