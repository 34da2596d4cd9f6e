import type { SectionPlace } from "@/components/shell/section-navigation";

/** The settings' pages, in their order. */
export const settingsPlaces: readonly SectionPlace[] = [
  { href: "/settings/project", label: "Project", needs: "account.read" },
  { href: "/settings/my-passcode", label: "My passcode", needs: "own-passcode.read" },
  { href: "/settings/profile", label: "Profile", needs: "profile.update" },
  { href: "/settings/security", label: "Security", needs: "session.list-own" },
  { href: "/settings/policies", label: "Policies", needs: "account.read" },
];
