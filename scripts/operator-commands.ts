import { randomUUID } from "node:crypto";
import type { Caller } from "@/lib/core/context";

/** The options of the operator's command as they were given. */
export type Flags = Partial<Record<"name" | "email" | "account" | "role" | "scopes", string>>;
/** Does it, and answers what is printed with --json. */
export type OperatorCommand = (flags: Flags, password: string | undefined) => Promise<Record<string, unknown>>;

const caller = (): Caller => ({
  actor: { type: "operator" },
  request: { id: randomUUID(), address: null, agent: "watchword" },
});

/** The core is loaded only when a command runs: its modules read the settings, which must be complete by then. */
export const operatorCommands: Record<string, OperatorCommand> = {
  "account create": async ({ name, email }, password) => {
    const { createAccount } = await import("@/lib/core/account/create-account");
    return createAccount(caller(), given({ name, email, password }));
  },
  "user create": async ({ account, email, role }, password) => {
    const { createUser } = await import("@/lib/core/user/create-user");
    return createUser(caller(), given({ account, email, role, password }));
  },
  "user reset-totp": async ({ email }) => {
    const { resetTotpByOperator } = await import("@/lib/core/totp/reset-totp");
    return resetTotpByOperator(caller(), given({ email }));
  },
  "user reset-password": async ({ email }) => {
    const { makePasswordLink } = await import("@/lib/core/password/forget-password");
    return makePasswordLink(caller(), given({ email }));
  },
  "service-key create": async ({ account, scopes, name }) => {
    const { createServiceKey } = await import("@/lib/core/service-key/create-service-key");
    return createServiceKey(
      caller(),
      given({ account, name, scopes: scopes?.split(",").map((scope) => scope.trim()) }),
    );
  },
};

/** What was not given is left to the core, which checks the whole and says what is missing. */
function given<T>(input: Record<string, unknown>): T {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as T;
}
