import type { Command } from "@/components/forms/use-command";
import type { InvitedView } from "@/lib/core/invitation/invite-users";
import type { UserView } from "@/lib/core/user/user-view";

/** What the reader may do with users; null where he may not. */
export type UserActions = {
  invite: Command<{ data: InvitedView[] }> | null;
  renewInvitation: Command<{ email: string; link: string }> | null;
  update: Command<UserView> | null;
  remove: Command<null> | null;
  grant: Command<UserView> | null;
  changeValidity: Command<UserView> | null;
  reset: Command<UserView> | null;
  revokePasscode: Command<null> | null;
  resetTotp: Command<null> | null;
  createApiKey: Command<{ key: string }> | null;
  changeMany: Command<{ changed: number }> | null;
  read: Command<UserView>;
  /** Those of them that are still there. */
  readMany: Command<UserView[]>;
};

/** The account around its users. */
export type UserHome = {
  /** The reader's own id among them. */
  selfId: string;
  /** Whether he may make, change and end administrators. */
  mayAppoint: boolean;
  /** What an end may be set to at most; null: no maximum. */
  maxLifetimeDays: number | null;
};

/** The users' passcode that works or has expired; one that was revoked is none. */
export const grantedOf = ({ passcode }: UserView) => (passcode && passcode.status !== "revoked" ? passcode : null);

/** Whether the reader may change somebody at all: only administrators change administrators. */
export const mayChange = ({ role }: Pick<UserView, "role">, { mayAppoint }: UserHome) => mayAppoint || role !== "admin";
