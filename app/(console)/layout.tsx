import type { ReactNode } from "react";
import { places } from "@/components/shell/navigation";
import { Shell } from "@/components/shell/shell";
import { listOwnAccounts } from "@/lib/core/account/list-own-accounts";
import { may } from "@/lib/core/permissions";
import { callerOf } from "@/lib/web/caller";
import { currentSession } from "@/lib/web/session";
import { addAccount, signOut, switchAccount } from "./actions";

/** The shell around every page of those who are signed in. Each page asks for the session itself and knows the way back. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return children;
  const { account, user, actor } = session;
  const { data: accounts, may_add: mayAdd } = await listOwnAccounts(await callerOf(session), {});
  const hrefs = places.filter(({ needs }) => may(actor, needs)).map(({ href }) => href);
  const switching = { accounts, switchTo: switchAccount, add: mayAdd ? addAccount : null };
  return (
    <Shell account={account} switching={switching} user={user} role={actor.role} hrefs={hrefs} signOut={signOut}>
      {children}
    </Shell>
  );
}
