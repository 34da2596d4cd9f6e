import type { ReactNode } from "react";
import { SettingsNavigation } from "@/components/settings/settings-navigation";
import { settingsPlaces } from "@/components/settings/settings-places";
import { may } from "@/lib/core/permissions";
import { currentSession } from "@/lib/web/session";

/** The way between the settings' pages. Each page asks for the session itself and knows the way back. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  const seen = session ? settingsPlaces.filter(({ needs }) => may(session.actor, needs)) : [];
  return (
    <>
      <SettingsNavigation hrefs={seen.map(({ href }) => href)} />
      {children}
    </>
  );
}
