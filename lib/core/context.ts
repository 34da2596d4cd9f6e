import type { Db, Tx } from "@/lib/db";
import { AppError } from "./errors";
import type { Role, Scope } from "./permissions";

export type Must = "change_password" | "enrol_totp";

/** Who does it. The account is part of the actor: nobody acts in an account he did not come through. */
export type Actor =
  | {
      type: "user";
      userId: string;
      membershipId: string;
      accountId: string;
      accountPublicId: string;
      role: Role;
      name: string;
      /** What ends when he signs out: the console session, or the sign-in of a session token. */
      sessionId: string;
      /** When he last proved who he is: password, and TOTP code where he has one. */
      signedInAt: Date;
      /** What the account's policy asks of him before anything else. */
      must: Must | null;
    }
  | {
      type: "service_key";
      id: string;
      accountId: string;
      accountPublicId: string;
      name: string;
      scopes: readonly Scope[];
    }
  /** Who acts by a temporary token of the account itself, which no user is behind. */
  | { type: "account_token"; id: string; accountId: string; accountPublicId: string; name: string }
  | { type: "operator" }
  | { type: "system"; job: string }
  | { type: "anonymous" };

/** The request that it came with, for the audit log. */
export type RequestInfo = { id: string; address: string | null; agent: string | null };

/** A request that may be sent twice and shall be done once (WIRE.md, Management API). */
export type Idempotency = {
  /** The client's `Idempotency-Key`. */
  key: string;
  /** Whose and what for: caller, method and path. */
  scope: string;
  /** The caller's own credential: what is kept of the answer is sealed under it. */
  callerSecret: string;
  /** Told when the answer is the first one again. */
  onReplay: () => void;
};

/** What a door hands in. */
export type Caller = {
  actor: Actor;
  request: RequestInfo;
  /** Only where the work shall join a transaction that is already under way. */
  db?: Tx;
  idempotency?: Idempotency;
  /** How long the door waited for the database to know him, in milliseconds: a command then waits less for it. */
  waitedMs?: number;
};

/** What a command's `run` gets: `now` is the database's clock, read after the row locks. */
export type Context = { actor: Actor; request: RequestInfo; now: Date; db: Tx };

/** What a query's `run` gets. */
export type QueryContext = { actor: Actor; request: RequestInfo; now: Date; db: Db };

export type UserActor = Extract<Actor, { type: "user" }>;

/** A person who is signed in, for what everybody does for himself. @throws AppError `forbidden`. */
export function userOf(actor: Actor): UserActor {
  if (actor.type === "user") return actor;
  throw new AppError("forbidden", "Only a person who is signed in does this for himself.");
}

/** The account the actor acts in. @throws AppError `forbidden` where he is in none. */
export function accountIdOf(actor: Actor): string {
  if ("accountId" in actor) return actor.accountId;
  throw new AppError("forbidden", "This is done in an account; the caller is in none.");
}

/** The actor's name as people read it. */
export function actorName(actor: Actor): string {
  switch (actor.type) {
    case "user":
    case "service_key":
    case "account_token":
      return actor.name;
    case "system":
      return actor.job;
    default:
      return actor.type;
  }
}
