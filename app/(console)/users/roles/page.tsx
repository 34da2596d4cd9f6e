import type { Metadata } from "next";
import { BackLink } from "@/components/shell/back-link";
import { PageHead } from "@/components/shell/page-head";
import { RolesTable } from "@/components/users/roles-table";
import { roleWord } from "@/components/users/user-states";
import { may } from "@/lib/core/permissions";
import { requireSession } from "@/lib/web/session";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage() {
  const { actor } = await requireSession("/users/roles");
  return (
    <>
      {may(actor, "user.list") && <BackLink href="/users">Users</BackLink>}
      <PageHead heading="Roles" />
      <p className="mb-4 max-w-prose text-ink-soft">
        What each role may do, as the program itself has it. You are {roleWord(actor.role)}; who may change roles does
        so in the list of users.
      </p>
      <RolesTable />
    </>
  );
}
