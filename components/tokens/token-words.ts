import type { LiveTokenKind } from "@/lib/core/token/token-view";

/** Each kind as people say it, one and many. */
export const tokenWords: Record<LiveTokenKind, { one: string; many: string }> = {
  console_session: { one: "Console sign-in", many: "console sign-ins" },
  session_token: { one: "Session token", many: "session tokens" },
  temporary_token: { one: "Temporary token", many: "temporary tokens" },
  jwt: { one: "JWT", many: "JWTs" },
  access_token: { one: "Access token", many: "access tokens" },
  refresh_token: { one: "Refresh token", many: "refresh tokens" },
  private_token: { one: "Private token", many: "private tokens" },
};
