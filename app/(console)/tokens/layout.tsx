import type { ReactNode } from "react";
import { SectionNavigation } from "@/components/shell/section-navigation";
import { tokensPlaces } from "@/components/tokens/tokens-places";
import { seenPlaces } from "@/lib/web/seen-places";

/** The way between the pages of Tokens & keys. Each page asks for the session itself and knows the way back. */
export default async function TokensLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SectionNavigation label="Tokens & keys" places={await seenPlaces(tokensPlaces)} />
      {children}
    </>
  );
}
