import { passcodeStates } from "@/components/passcodes/status-mark";
import type { State } from "@/components/ui/state-mark";
import { type Role, roles } from "@/lib/core/permissions";
import { type UserStatus, type UserView, userStatuses } from "@/lib/core/user/user-view";

const roleWords: Record<Role, string> = { admin: "Admin", manager: "Manager", member: "Member", viewer: "Viewer" };
export const roleWord = (role: Role) => roleWords[role];

/** How each user status is shown. */
export const userStates: Record<UserStatus, State> = {
  active: { word: "Active", colour: "well", shape: "disc" },
  invited: { word: "Invited", colour: "warning", shape: "ring" },
  revoked: { word: "Revoked", colour: "wrong", shape: "barred" },
};

/** What a user's passcode may be: never rolling or suspended. */
export const passcodeFilters = ["none", "active", "expiring_soon", "expired", "revoked"] as const;
export type PasscodeFilter = (typeof passcodeFilters)[number];

const noPasscode: State = { word: "None", colour: "resting", shape: "ring" };
const filterState = (filter: PasscodeFilter) => (filter === "none" ? noPasscode : passcodeStates[filter]);

/** How a user's passcode is shown, and that there is none. */
export const passcodeState = ({ passcode }: Pick<UserView, "passcode">) =>
  passcode ? passcodeStates[passcode.status] : noPasscode;

/** What the table's filters offer. */
export const statusOptions = userStatuses.map((status) => [status, userStates[status].word] as const);
export const roleOptions = roles.map((role) => [role, roleWords[role]] as const);
export const passcodeOptions = passcodeFilters.map((status) => [status, filterState(status).word] as const);
