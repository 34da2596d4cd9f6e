import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { registerAccount } from "./account";
import { registerAudit } from "./audit";
import { decorateManager } from "./manager";
import { registerPasscode } from "./passcode";
import { registerPasscodeRotation } from "./passcode-rotation";
import { registerPasscodes } from "./passcodes";
import { registerServiceKeys } from "./service-keys";
import { registerTokens } from "./tokens";
import { registerUser } from "./user";
import { registerUserPasscode } from "./user-passcode";
import { registerUsers } from "./users";

/** The management API: what programs do in an account by a service key, or for a user by his session token (WIRE.md section 6). */
export function registerManagement(app: Api, decide: Decide): void {
  decorateManager(app);
  registerAccount(app, decide);
  registerPasscodes(app, decide);
  registerPasscode(app, decide);
  registerPasscodeRotation(app, decide);
  registerUsers(app, decide);
  registerUser(app, decide);
  registerUserPasscode(app, decide);
  registerServiceKeys(app, decide);
  registerTokens(app, decide);
  registerAudit(app, decide);
}
