import { setTimeout as pause } from "node:timers/promises";
import { bearer } from "@/lib/api/testing/headers";
import { activeMembers, aKey, type Kind, kind, some } from "./kind";
import { endMember, endSecrets, type House, type Member } from "./model";
import { userSecret } from "./people";

const leaseAndMarginMs = 2250;
const withPasscode = (house: House) => activeMembers(house).filter(({ passcode }) => passcode);
const userPath = ({ id }: Member) => `/users/${id}`;

/** Both happen to one account at two nodes at once: one of the two is told of a conflict, and that is an answer too. */
const accountUpdated = (
  name: string,
  test: (house: House) => boolean,
  body: (house: House) => object,
  after: (house: House) => void,
  twice = false,
) =>
  kind(
    name,
    "account.update",
    (house) => test(house) && house,
    async ({ calls, house, change }) => {
      const given = { body: { ...body(house), version: house.version }, change, already: "version_conflict", twice };
      await calls.manage(house, "PATCH", "", given);
      const { body: view } = await calls.manage(house, "GET", "");
      Object.assign(house, { version: view.version, name: view.name });
      after(house);
    },
  );

const switched = (field: "takesPasscodes" | "takesSessions" | "takesBasic", dialect: string, isOn: boolean) =>
  accountUpdated(
    `dialect ${dialect} switched ${isOn ? "on" : "off"}`,
    (house) => house[field] !== isOn,
    () => ({ policy: { dialects: { [dialect]: isOn } } }),
    (house) => (house[field] = isOn),
  );

const userPasscodesOnly = (isOn: boolean) =>
  accountUpdated(
    `user passcodes only: ${isOn ? "on" : "off"}`,
    (house) => house.userPasscodesOnly !== isOn,
    () => ({ policy: { user_passcodes_only: isOn } }),
    (house) => (house.userPasscodesOnly = isOn),
  );

let names = 0;
const rename = () => ({ name: `Account ${++names}` });

const accountKinds: Kind[] = [
  switched("takesPasscodes", "passcode", false),
  switched("takesPasscodes", "passcode", true),
  switched("takesSessions", "session", false),
  switched("takesSessions", "session", true),
  switched("takesBasic", "basic", false),
  switched("takesBasic", "basic", true),
  userPasscodesOnly(true),
  userPasscodesOnly(false),
  accountUpdated(
    "account renamed",
    () => true,
    rename,
    () => undefined,
  ),
  accountUpdated(
    "account renamed, at two nodes at once",
    () => true,
    rename,
    () => undefined,
    true,
  ),
];

const userKinds: Kind[] = [
  kind(
    "role changed",
    "user.update",
    (house, dice) => some(activeMembers(house), dice),
    async ({ calls, house, change, target }) => {
      const role = target.role === "viewer" ? "member" : "viewer";
      await calls.manage(house, "PATCH", userPath(target), { body: { role }, change });
      target.role = role;
    },
  ),
  kind(
    "user's access revoked",
    "user.update",
    (house, dice) => some(activeMembers(house), dice),
    async ({ calls, house, change, target }) => {
      await calls.manage(house, "PATCH", userPath(target), { body: { status: "revoked" }, change });
      endMember(house, target);
    },
  ),
  kind(
    "user's access restored",
    "user.update",
    (house, dice) =>
      some(
        house.members.filter(({ active, deleted, link }) => !active && !deleted && !link),
        dice,
      ),
    async ({ calls, house, change, target }) => {
      await calls.manage(house, "PATCH", userPath(target), { body: { status: "active" }, change });
      target.active = true;
    },
  ),
  kind(
    "user deleted",
    "user.delete",
    (house, dice) => some(activeMembers(house), dice),
    async ({ calls, house, change, target }) => {
      await calls.manage(house, "DELETE", userPath(target), { change, already: "not_found" });
      endMember(house, target);
      target.deleted = true;
    },
  ),
];

const userPasscodeKinds: Kind[] = [
  kind(
    "user passcode reset",
    "user-passcode.reset",
    (house, dice) => some(withPasscode(house), dice),
    async ({ calls, house, change, target }) => {
      await calls.manage(house, "POST", `${userPath(target)}/passcode/reset`, { body: {}, change, key: aKey() });
      if (!target.passcode) return;
      endSecrets(house, target.passcode);
      const { secret } = await userSecret(target);
      house.credentials.push({ type: "passcode", secret, live: true, of: target.passcode });
    },
  ),
  kind(
    "user passcode revoked",
    "user-passcode.revoke",
    (house, dice) => some(withPasscode(house), dice),
    async ({ calls, house, change, target }) => {
      await calls.manage(house, "DELETE", `${userPath(target)}/passcode`, { change, already: "not_found" });
      if (target.passcode) target.passcode.deleted = true;
      target.passcode = null;
    },
  ),
  kind(
    "user passcode's validity changed",
    "user-passcode.update",
    (house, dice) => some(withPasscode(house), dice),
    async ({ calls, house, change, target }) => {
      const body = { validity_days: target.passcode?.expiresAt ? null : 10 };
      const done = await calls.manage(house, "PATCH", `${userPath(target)}/passcode`, { body, change });
      if (target.passcode) target.passcode.expiresAt = done.body.expires_at;
      if (done.attempts > 1) change.anyEnd();
    },
  ),
];

const otherKinds: Kind[] = [
  kind(
    "service key revoked",
    "service-key.revoke",
    (house, dice) =>
      some(
        house.credentials.filter((one) => one.type === "key" && one.live),
        dice,
      ),
    async ({ calls, house, change, target }) => {
      const id = target.type === "key" ? target.id : "";
      await calls.manage(house, "DELETE", `/service-keys/${id}`, { change, already: "not_found" });
      target.live = false;
    },
  ),
  kind(
    "signed out",
    "session-token.end",
    (house, dice) =>
      house.takesSessions &&
      some(
        house.credentials.filter((one) => one.type === "token" && one.live),
        dice,
      ),
    async ({ calls, change, target }) => {
      const request = { method: "POST", path: "/user/authenticate/logout", headers: bearer(target.secret) };
      const done = await calls.call(request, { already: "401" });
      // The repeat was refused for its credential, which says nothing of other nodes, but that they know in time.
      if (done.already) await pause(leaseAndMarginMs);
      change.answered();
      target.live = false;
    },
  ),
];

/** What becomes of an account, its users, keys and sign-ins by the API. */
export const apiKinds: Kind[] = [...accountKinds, ...userKinds, ...userPasscodeKinds, ...otherKinds];
