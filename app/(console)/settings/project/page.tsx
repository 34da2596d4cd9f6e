import type { Metadata } from "next";
import { ProjectFacts } from "@/components/settings/project-facts";
import { ProjectForm } from "@/components/settings/project-form";
import { regionNames } from "@/components/settings/regions";
import { PageHead } from "@/components/shell/page-head";
import { PageSection } from "@/components/shell/page-section";
import { readAccount as readCore } from "@/lib/core/account/read-account";
import { passcodeLimit } from "@/lib/core/passcode/passcode-view";
import { may } from "@/lib/core/permissions";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";
import { readAccount, updateAccount } from "./actions";

export const metadata: Metadata = { title: "Project" };

export default async function ProjectPage() {
  const session = await requireSession("/settings/project");
  const account = await readCore(await callerOf(session), {});
  return (
    <>
      <PageHead heading="Project" />
      <ProjectFacts
        account={account}
        regionName={regionNames[account.region]}
        places={passcodeLimit}
        maySeePasscodes={may(session.actor, "passcode.list")}
        mayCreate={may(session.actor, "passcode.create")}
      />
      {may(session.actor, "account.update") && (
        <PageSection heading="Change it">
          <ProjectForm account={account} update={updateAccount} read={readAccount} />
        </PageSection>
      )}
    </>
  );
}
