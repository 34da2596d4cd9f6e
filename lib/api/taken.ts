import type { PresentedKind } from "@/lib/core/verification/credential-record";
import type { TokenPlace } from "./credentials";

/** The kinds that a path takes, by where they are presented. */
export type Taken = Partial<Record<"passcode" | TokenPlace, readonly PresentedKind[]>>;

export const passcodeKinds: readonly PresentedKind[] = ["ap", "up"];
export const sessionKinds: readonly PresentedKind[] = ["st"];
/** What stands in `Authorization: Bearer`; service keys apart. */
export const bearerKinds: readonly PresentedKind[] = [...sessionKinds, "jwt", "access", "pt"];

/** E-mail and password, in the scheme of that name. */
export const basicKinds: readonly PresentedKind[] = ["basic"];

/** Every kind where it belongs, as forward-auth takes them (WIRE.md section 6). */
export const everyKind: Taken = {
  passcode: passcodeKinds,
  bearer: bearerKinds,
  v3_user_token: ["jwt"],
  basic: basicKinds,
  "x-auth-token": ["tt"],
  "x-api-key": ["ak"],
};
export const everyKindAndServiceKeys: Taken = { ...everyKind, bearer: ["sk", ...bearerKinds] };
/** For who holds it in hand and knows no header of it. */
export const everyToken: readonly PresentedKind[] = ["sk", ...bearerKinds, "tt", "ak"];
