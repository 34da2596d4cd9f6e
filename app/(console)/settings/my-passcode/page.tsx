import type { Metadata } from "next";
import { confirmSession } from "@/app/(console)/settings/actions";
import { OwnPasscode } from "@/components/own-passcode/own-passcode";
import { OwnPasscodeFacts } from "@/components/own-passcode/own-passcode-facts";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import { Alert } from "@/components/ui/alert";
import { apiOrigin } from "@/lib/core/account/account-view";
import { readAccount } from "@/lib/core/account/read-account";
import { readOwnPasscode } from "@/lib/core/user-passcode/read-own-passcode";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";
import { revealOwnPasscode } from "./actions";

export const metadata: Metadata = { title: "My passcode" };

export default async function MyPasscodePage() {
  const caller = await callerOf(await requireSession("/settings/my-passcode"));
  const passcode = await readOwnPasscode(caller, {});
  const account = await readAccount(caller, {});
  const connection = { accountId: account.id, apiUrl: apiOrigin(account.region).origin };
  return (
    <NowProvider now={new Date().toISOString()}>
      <PageHead heading="My passcode" />
      {passcode && <OwnPasscodeFacts passcode={passcode} />}
      {passcode && passcode.status !== "revoked" ? (
        <OwnPasscode {...connection} status={passcode.status} reveal={revealOwnPasscode} confirm={confirmSession} />
      ) : (
        <div className="mt-4">
          <Alert>
            {passcode ? "Your passcode was revoked" : "No passcode was granted to you"} in {account.name}. Ask an
            administrator of this account: they grant one on the Users page, and it is then shown here, to you alone.
          </Alert>
        </div>
      )}
    </NowProvider>
  );
}
