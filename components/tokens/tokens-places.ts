import type { SectionPlace } from "@/components/shell/section-navigation";

/** The pages of Tokens & keys, in their order. */
export const tokensPlaces: readonly SectionPlace[] = [
  { href: "/tokens", label: "Tokens & sign-ins", needs: "token.list" },
  { href: "/tokens/api-keys", label: "API keys", needs: "api-key.list" },
  { href: "/tokens/private", label: "My private tokens", needs: "private-token.list" },
  { href: "/tokens/service-keys", label: "Service keys", needs: "service-key.list" },
];
