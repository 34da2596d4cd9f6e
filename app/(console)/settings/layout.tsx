import type { ReactNode } from "react";
import { settingsPlaces } from "@/components/settings/settings-places";
import { SectionNavigation } from "@/components/shell/section-navigation";
import { seenPlaces } from "@/lib/web/seen-places";

/** The way between the settings' pages. Each page asks for the session itself and knows the way back. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SectionNavigation label="Settings" places={await seenPlaces(settingsPlaces)} />
      {children}
    </>
  );
}
