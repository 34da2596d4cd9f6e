import { type Action, permissions, type Role, roles } from "@/lib/core/permissions";

/** What people may do; what programs, visitors and the clock do besides is no role's. */
export type RoleAction = {
  [A in Action]: (typeof permissions)[A] extends { roles: readonly Role[] } ? A : never;
}[Action];
type Noun = RoleAction extends infer A ? (A extends `${infer N}.${string}` ? N : never) : never;

const nouns: Record<Noun, string> = {
  overview: "Overview",
  passcode: "Passcodes of the account",
  user: "Users",
  invitation: "Users",
  totp: "One's own sign-in",
  "user-passcode": "Passcodes of users",
  "service-key": "Service keys",
  "api-key": "API keys",
  token: "Tokens and sign-ins",
  "account-key": "The account's own API key",
  notice: "Notifications",
  delivery: "Notifications",
  mail: "Notifications",
  audit: "Audit log",
  account: "Account",
  "own-passcode": "One's own passcode",
  "private-token": "One's own private tokens",
  password: "One's own sign-in",
  profile: "One's own sign-in",
  session: "One's own sign-in",
  "session-token": "One's own sign-in",
  "temporary-token": "One's own sign-in",
};

/** What each action is, as it follows “may”. An action without words does not type-check. */
const words: Record<RoleAction, string> = {
  "overview.read": "see what needs attention",
  "passcode.list": "see the passcodes",
  "passcode.read": "open one of them",
  "passcode.create": "create a passcode",
  "passcode.update": "change, suspend and resume a passcode",
  "passcode.change-many": "change many passcodes at once",
  "passcode.rotate": "rotate a passcode",
  "passcode.change-rotation": "change how long an old secret lives on",
  "passcode.retire-old": "end an old secret",
  "passcode.delete": "delete a passcode",
  "user.list": "see the users",
  "user.read": "open one of them",
  "user.invite": "invite users",
  "invitation.renew": "make a new invitation link",
  "user.update": "change a role, revoke and restore access",
  "user.change-many": "change many users at once",
  "user.delete": "delete a user",
  "user.appoint-admin": "make, change and end administrators",
  "totp.reset": "reset somebody's TOTP",
  "user-passcode.grant": "grant a user a passcode",
  "user-passcode.update": "change its validity",
  "user-passcode.reset": "reset it",
  "user-passcode.revoke": "revoke it",
  "service-key.list": "see the service keys",
  "service-key.create": "create a service key",
  "service-key.revoke": "revoke a service key",
  "api-key.list": "see one's own API key without the key",
  "api-key.list-all": "see, and revoke, those of others",
  "account-key.reveal": "see the account's own API key, which is made then if there is none",
  "account-key.replace": "replace it",
  "api-key.read": "see a user's API key without the key",
  "api-key.create": "create a user's API key, or replace it",
  "api-key.revoke": "revoke one's own API key",
  "token.list": "see one's own tokens and sign-ins",
  "token.list-all": "see those of others",
  "token.end": "end one's own",
  "token.end-many": "end many of one's own at once",
  "token.end-all": "end those of others",
  "delivery.list": "see the mails to oneself",
  "delivery.read": "read one of them as it was sent",
  "delivery.read-all": "see all mails of the account",
  "delivery.retry": "send a failed mail again",
  "notice.send-warnings": "send the warnings that are due now",
  "mail.test": "send a test mail",
  "audit.list": "read the audit log",
  "account.read": "see the project",
  "account.update": "change the project and its policies",
  "account.add": "make another account, where the operator allows it",
  "account.list-own": "see the accounts one is a member of",
  "own-passcode.read": "see whether there is one, and its expiry",
  "own-passcode.reveal": "show it, after a fresh sign-in",
  "private-token.list": "see them, without the tokens",
  "private-token.create": "make a private token",
  "private-token.rotate": "rotate one of them",
  "private-token.revoke": "revoke one of them",
  "profile.read": "see name, e-mail and role",
  "profile.update": "change name and e-mail",
  "password.change": "change the password",
  "totp.read-own": "see whether TOTP is on",
  "totp.enrol": "set TOTP up",
  "totp.confirm": "turn TOTP on by a first code",
  "totp.remove": "turn TOTP off",
  "session.list-own": "see the own sign-ins",
  "session.confirm": "prove again who one is",
  "session.switch": "switch to another account of one's own",
  "session.end": "sign out",
  "session.end-other": "end another sign-in of one's own",
  "session-token.renew": "renew an API session of one's own",
  "session-token.end": "end an API session of one's own",
  "temporary-token.end": "end a temporary token of one's own",
};

/** What is called by another noun than it is about. */
const about: Partial<Record<RoleAction, string>> = { "totp.reset": nouns.user };
const actions = Object.keys(words) as RoleAction[];
const headingOf = (action: RoleAction) => about[action] ?? nouns[action.slice(0, action.indexOf(".")) as Noun];
const allows = (role: Role, action: RoleAction) => (permissions[action].roles as readonly Role[]).includes(role);

export type Right = { action: RoleAction; words: string; roles: readonly Role[] };

/** The rights table as people read it: what can be done, by noun, and which roles may. */
export function rightsByNoun(): [heading: string, rights: Right[]][] {
  const groups = new Map<string, Right[]>();
  for (const action of actions) {
    const right = { action, words: words[action], roles: roles.filter((role) => allows(role, action)) };
    groups.set(headingOf(action), [...(groups.get(headingOf(action)) ?? []), right]);
  }
  return [...groups];
}

/** What somebody may do in one role and not in the other, by noun, in words. */
export const rightsBeyond = (role: Role, other: Role): [heading: string, words: string[]][] =>
  rightsByNoun()
    .map(([heading, rights]): [string, string[]] => {
      const beyond = rights.filter((right) => right.roles.includes(role) && !right.roles.includes(other));
      return [heading, beyond.map(({ words }) => words)];
    })
    .filter(([, words]) => words.length > 0);
