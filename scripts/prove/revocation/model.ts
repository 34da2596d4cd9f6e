// What must be decided, kept anew by the log of what was answered. It shares no line with the code that it checks.

/** An account's passcode, or a user's. */
export type Passcode = {
  id: string;
  name: string;
  member: Member | null;
  version: number;
  expiresAt: string | null;
  expired: boolean;
  suspended: boolean;
  deleted: boolean;
};

export type Member = {
  id: string;
  /** The person's. */
  userId: string;
  orgUserId: number;
  email: string;
  name: string;
  role: "viewer" | "member";
  active: boolean;
  deleted: boolean;
  password: string;
  passcode: Passcode | null;
  /** Makes the codes of his TOTP, `steps` of 30 s from now; null while it is off. */
  totp: ((steps: number) => string) | null;
  /** The token of his invitation, while he has not joined. */
  link: string | null;
};

type Known = { secret: string; live: boolean };
/** `spent`: the refresh token of its sign-in that was used once. */
export type AccessToken = Known & { type: "access"; id: string; expiresAt: string; member: Member; spent: string };
export type PrivateToken = Known & {
  type: "private";
  id: string;
  number: number;
  name: string;
  expiresAt: string;
  member: Member;
};
export type Credential =
  | AccessToken
  | PrivateToken
  | (Known & { type: "passcode"; of: Passcode })
  | (Known & { type: "token"; id: string; expiresAt: string; member: Member })
  | (Known & { type: "jwt"; id: string; expiresAt: string; member: Member })
  | (Known & { type: "temporary"; id: string; expiresAt: string })
  | (Known & { type: "apiKey"; id: string; member: Member })
  /** E-mail and password in base64. */
  | (Known & { type: "basic"; member: Member })
  | (Known & { type: "key"; id: string; name: string; scopes: string[] });

/** An account, and all that was ever known of it. */
export type House = {
  id: string;
  key: string;
  /** Where its people and programs call from, as a proxy tells it: attempts to sign in are counted by address, one after the other. */
  address: string;
  name: string;
  version: number;
  takesPasscodes: boolean;
  takesSessions: boolean;
  takesBasic: boolean;
  userPasscodesOnly: boolean;
  passcodes: Passcode[];
  members: Member[];
  credentials: Credential[];
};

export type Verdict =
  | "good"
  | "revoked"
  | "expired"
  | "suspended"
  | "dialect_off"
  | "user_passcode_required"
  | "totp_code_required";

/** All that can be seen of a credential from outside. */
export type State = {
  verdict: Verdict;
  id: string;
  kind: string;
  name: string;
  userId: string | null;
  scopes: string[];
  expiresAt: string | null;
  accountId: string;
  accountName: string;
  /** His role lets him list the passcodes. */
  mayList: boolean;
};

const nobody = { userId: null, scopes: [], mayList: false };

/** What is true of a credential now. */
export function stateOf(house: House, credential: Credential): State {
  const account = { ...nobody, accountId: house.id, accountName: house.name, verdict: verdictOn(house, credential) };
  switch (credential.type) {
    case "passcode": {
      const { id, name, member, expiresAt } = credential.of;
      if (!member) return { ...account, id, kind: "account_passcode", name, expiresAt };
      return { ...account, id, kind: "user_passcode", name: member.name, userId: member.id, expiresAt };
    }
    case "token": {
      const { id, expiresAt, member } = credential;
      const mayList = member.role === "viewer";
      return { ...account, id, kind: "session_token", name: member.name, userId: member.id, expiresAt, mayList };
    }
    case "jwt": {
      const { id, expiresAt, member } = credential;
      return { ...account, id, kind: "jwt", name: member.name, userId: member.id, expiresAt };
    }
    case "access": {
      const { id, expiresAt, member } = credential;
      return { ...account, id, kind: "access_token", name: member.name, userId: member.id, expiresAt };
    }
    case "private": {
      const { id, name, expiresAt, member } = credential;
      return { ...account, id, kind: "private_token", name, userId: member.id, expiresAt };
    }
    case "temporary": {
      const { id, expiresAt } = credential;
      return { ...account, id, kind: "temporary_token", name: house.name, expiresAt };
    }
    case "apiKey": {
      const { id, member } = credential;
      return { ...account, id, kind: "api_key", name: member.name, userId: member.id, expiresAt: null };
    }
    case "basic": {
      const { id, name } = credential.member;
      return { ...account, id, kind: "basic", name, userId: id, expiresAt: null };
    }
    case "key": {
      const { id, name, scopes } = credential;
      return { ...account, id, kind: "service_key", name, scopes, expiresAt: null };
    }
  }
}

/** The first that fits. */
function verdictOn(house: House, credential: Credential): Verdict {
  if (!credential.live) return "revoked";
  if (credential.type === "key" || credential.type === "temporary") return "good";
  if (credential.type === "basic") return verdictOnPassword(house, credential.member);
  const member = credential.type === "passcode" ? credential.of.member : credential.member;
  if (member && !member.active) return "revoked";
  if (credential.type === "access" || credential.type === "private") return "good";
  if (credential.type === "jwt") return house.takesBasic ? "good" : "dialect_off";
  if (credential.type !== "passcode") return house.takesSessions ? "good" : "dialect_off";
  const { of: passcode } = credential;
  if (passcode.deleted) return "revoked";
  if (passcode.expired) return "expired";
  if (passcode.suspended) return "suspended";
  if (!house.takesPasscodes) return "dialect_off";
  return house.userPasscodesOnly && !member ? "user_passcode_required" : "good";
}

/** Of a right one. The code is asked for before it is looked whether he may still come in. */
function verdictOnPassword(house: House, { active, totp }: Member): Verdict {
  if (active && !house.takesBasic) return "dialect_off";
  if (totp) return "totp_code_required";
  return active ? "good" : "revoked";
}

/** Ends what a member holds, as whatever ends him does. */
export function endMember(house: House, member: Member): void {
  endTokens(house, member);
  for (const one of house.credentials) {
    if ((one.type === "apiKey" || one.type === "private") && one.member === member) one.live = false;
  }
  if (member.passcode) member.passcode.deleted = true;
  Object.assign(member, { passcode: null, active: false, link: null });
}

/** Ends what he signed in with by e-mail and password: one of the two is another now. */
export function endBasic(house: House, member: Member): void {
  for (const one of house.credentials) if (one.type === "basic" && one.member === member) one.live = false;
}

/** Ends the tokens of all his sign-ins. */
export function endTokens(house: House, member: Member): void {
  for (const one of house.credentials) {
    const isSignIn = one.type === "token" || one.type === "access" || one.type === "jwt";
    if (isSignIn && one.member === member) one.live = false;
  }
}

/** Ends the secrets of a passcode, but for one. */
export function endSecrets(house: House, passcode: Passcode, except?: Credential): void {
  for (const one of house.credentials) {
    if (one.type === "passcode" && one.of === passcode && one !== except) one.live = false;
  }
}
