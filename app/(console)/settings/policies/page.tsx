import type { Metadata } from "next";
import { readAccount, updateAccount } from "@/app/(console)/settings/project/actions";
import { DialectCalls } from "@/components/policies/dialect-calls";
import { PolicyFacts } from "@/components/policies/policy-facts";
import { PolicyForm } from "@/components/policies/policy-form";
import { PageHead } from "@/components/shell/page-head";
import { apiOrigin } from "@/lib/core/account/account-view";
import { readAccount as readCore } from "@/lib/core/account/read-account";
import { timeZones } from "@/lib/core/account/time-zone";
import { may } from "@/lib/core/permissions";
import { allowedTo } from "@/lib/web/allowed-to";
import { callerOf } from "@/lib/web/caller";
import { readPolicyReach } from "@/lib/web/read-policy-reach";
import { requireSession } from "@/lib/web/session";
import { sendTestMail } from "./actions";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage() {
  const session = await requireSession("/settings/policies");
  const caller = await callerOf(session);
  const account = await readCore(caller, {});
  return (
    <>
      <PageHead heading="Policies" />
      {may(session.actor, "account.update") ? (
        <PolicyForm
          account={account}
          reach={await readPolicyReach(caller)}
          timeZones={timeZones}
          update={updateAccount}
          read={readAccount}
          sendTestMail={allowedTo(session.actor)("mail.test", sendTestMail)}
        />
      ) : (
        <PolicyFacts account={account} />
      )}
      <DialectCalls
        apiUrl={apiOrigin(account.region).origin}
        accountId={account.id}
        dialects={account.policy.dialects}
      />
    </>
  );
}
