import type { Metadata } from "next";
import Link from "next/link";
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
      {may(actor, "user.list") && (
        <p className="text-sm">
          <Link href="/users" className="text-ink-soft hover:text-ink hover:underline">
            ← Users
          </Link>
        </p>
      )}
      <PageHead heading="Roles" />
      <p className="mb-4 max-w-prose text-ink-soft">
        What each role may do, as the program itself has it. You are {roleWord(actor.role)}; who may change roles does
        so in the list of users.
      </p>
      <RolesTable />
    </>
  );
}
