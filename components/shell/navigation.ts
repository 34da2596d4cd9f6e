import { Binoculars, Fingerprint, KeyRound, type LucideIcon, Mail, ScrollText, Settings, Users } from "lucide-react";
import type { Route } from "next";
import type { Action } from "@/lib/core/permissions";

type Place = { href: Route; label: string; icon: LucideIcon; needs: Action };

/** The console's places, in their order; a line each. Who may not do what a place `needs` does not see it. */
export const places: readonly Place[] = [
  { href: "/overview", label: "Overview", icon: Binoculars, needs: "overview.read" },
  { href: "/passcodes", label: "Passcodes", icon: KeyRound, needs: "passcode.list" },
  { href: "/users", label: "Users", icon: Users, needs: "user.list" },
  { href: "/tokens", label: "Tokens & keys", icon: Fingerprint, needs: "token.list" },
  { href: "/notifications", label: "Notifications", icon: Mail, needs: "delivery.list" },
  { href: "/audit", label: "Audit log", icon: ScrollText, needs: "audit.list" },
  { href: "/settings", label: "Settings", icon: Settings, needs: "account.read" },
];
