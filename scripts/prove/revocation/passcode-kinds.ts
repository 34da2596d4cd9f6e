import { aKey, isRolling, type Kind, kind, livePasscodes, secretsOf, some, viewOf } from "./kind";
import { endSecrets, type House, type Passcode } from "./model";

type Test = (passcode: Passcode, house: House) => boolean;
const one = (test: Test) => (house: House, dice: Parameters<Kind["prepare"]>[1]["dice"]) =>
  some(
    livePasscodes(house).filter((passcode) => test(passcode, house)),
    dice,
  );
const any = one(() => true);
const rotatable = one((passcode, house) => !passcode.expired && !isRolling(house, passcode));
const rolling = one((passcode, house) => isRolling(house, passcode));
const pathOf = ({ id }: Passcode) => `/passcodes/${id}`;

const deleted = (name: string, twice: boolean) =>
  kind(name, "passcode.delete", any, async ({ calls, house, change, target }) => {
    await calls.manage(house, "DELETE", pathOf(target), { change, already: "not_found", twice });
    target.deleted = true;
  });

const updated = (name: string, test: Test, body: (passcode: Passcode) => object, after: (passcode: Passcode) => void) =>
  kind(name, "passcode.update", one(test), async ({ calls, house, change, target }) => {
    const wanted = { ...body(target), version: target.version };
    const given = { body: wanted, change, already: "version_conflict" };
    await viewOf(calls, house, target, await calls.manage(house, "PATCH", pathOf(target), given));
    after(target);
  });

const rotated = (name: string, overlapSeconds: number, twice: boolean) =>
  kind(name, "passcode.rotate", rotatable, async ({ calls, house, change, target }) => {
    const given = { body: { overlap_seconds: overlapSeconds }, change, key: aKey(), twice };
    const { body } = await calls.manage(house, "POST", `${pathOf(target)}/rotate`, given);
    if (overlapSeconds === 0) endSecrets(house, target);
    house.credentials.push({ type: "passcode", secret: body.passcode, live: true, of: target });
    await viewOf(calls, house, target);
  });

const retired = (name: string, command: "passcode.retire-old" | "passcode.change-rotation") =>
  kind(name, command, rolling, async ({ calls, house, change, target }) => {
    const [method, path, body] =
      command === "passcode.retire-old"
        ? (["POST", "/retire-old", {}] as const)
        : (["PATCH", "/rotation", { overlap_seconds: 0 }] as const);
    await calls.manage(house, method, pathOf(target) + path, { body, change, already: "not_rolling" });
    endSecrets(house, target, secretsOf(house, target).at(-1));
    await viewOf(calls, house, target);
  });

let names = 0;

/** What becomes of an account's passcodes. */
export const passcodeKinds: Kind[] = [
  deleted("passcode deleted", false),
  deleted("passcode deleted, at two nodes at once", true),
  updated(
    "passcode suspended",
    ({ suspended }) => !suspended,
    () => ({ suspended: true }),
    (passcode) => (passcode.suspended = true),
  ),
  updated(
    "passcode resumed",
    ({ suspended }) => suspended,
    () => ({ suspended: false }),
    (passcode) => (passcode.suspended = false),
  ),
  updated(
    "passcode renamed",
    () => true,
    () => ({ name: `Renamed ${++names}` }),
    () => undefined,
  ),
  updated(
    "passcode ended",
    ({ expired }) => !expired,
    () => ({ expires_at: new Date(Date.now() - 1000).toISOString() }),
    (passcode) => (passcode.expired = true),
  ),
  updated(
    "passcode's end moved",
    ({ expired }) => !expired,
    ({ expiresAt }) => ({ expires_in_days: expiresAt ? null : 10 }),
    () => undefined,
  ),
  updated(
    "passcode revived",
    ({ expired }) => expired,
    () => ({ expires_in_days: 400 }),
    (passcode) => (passcode.expired = false),
  ),
  rotated("passcode rotated, no overlap", 0, false),
  rotated("passcode rotated, twice under one Idempotency-Key", 0, true),
  rotated("passcode rotated, with overlap", 3600, false),
  retired("old secret retired", "passcode.retire-old"),
  retired("overlap ended", "passcode.change-rotation"),
];
