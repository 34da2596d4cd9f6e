import type { ReactNode } from "react";
import { places } from "@/components/shell/navigation";
import { Shell } from "@/components/shell/shell";
import { may } from "@/lib/core/permissions";
import { currentSession } from "@/lib/web/session";
import { signOut } from "./actions";

/** The shell around every page of those who are signed in. Each page asks for the session itself and knows the way back. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return children;
  const { account, user, actor } = session;
  const hrefs = places.filter(({ needs }) => may(actor, needs)).map(({ href }) => href);
  return (
    <Shell account={account} user={user} role={actor.role} hrefs={hrefs} signOut={signOut}>
      {children}
    </Shell>
  );
}
