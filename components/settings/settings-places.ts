import type { Route } from "next";
import type { Action } from "@/lib/core/permissions";

type SettingsPlace = { href: Route; label: string; needs: Action };

/** The settings' pages, in their order. Who may not do what a page `needs` does not see it. */
export const settingsPlaces: readonly SettingsPlace[] = [
  { href: "/settings/project", label: "Project", needs: "account.read" },
  { href: "/settings/my-passcode", label: "My passcode", needs: "own-passcode.read" },
  { href: "/settings/profile", label: "Profile", needs: "profile.update" },
  { href: "/settings/security", label: "Security", needs: "session.list-own" },
  { href: "/settings/policies", label: "Policies", needs: "account.read" },
];
