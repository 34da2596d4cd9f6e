import type { Caller } from "@/lib/core/context";
import type { Dice } from "@/scripts/prove/dice";
import type { Expected, Span } from "./expected";
import { keyOf } from "./expected";

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
const dayMs = 86_400_000;
const passcodesMax = 90;

type Passcode = { id: string; contact: string | null; span: Span; retiring: Span | null };
type Member = { id: string; email: string; passcode: { id: string; span: Span | null; open: string[] } | null };
export type House = {
  caller: Caller;
  zone: string;
  administrators: string[];
  passcodes: Passcode[];
  members: Member[];
};

/**
 * People who do things with passcodes, by the commands of the core, and the log of it: the spans in which each credential has an
 * end, and what else is told.
 * @param lifeDays the longest that somebody gives a passcode.
 */
export async function makeWorld(now: () => Date, random: Dice, lifeDays: number) {
  const core = await import("./world-commands");
  const spans: Span[] = [];
  const told: Expected = new Map();
  let serial = 0;

  const open = (span: Omit<Span, "from" | "until">) => {
    const whole: Span = { ...span, from: now(), until: null };
    spans.push(whole);
    return whole;
  };
  const close = (span: Span | null) => {
    if (span && !span.until) span.until = now();
  };
  const tell = (subject: string, kind: string, occurrence: string, recipients: string[]) =>
    recipients.map((recipient) => {
      const key = keyOf(subject, kind, 0, occurrence, recipient);
      told.set(key, { due: now(), staleAt: null });
      return key;
    });
  const overtake = (keys: string[]) => {
    for (const key of keys) Object.assign(told.get(key) ?? {}, { staleAt: now() });
  };
  const inDays = (days: number) => new Date(now().getTime() + days * dayMs);

  async function create(house: House) {
    if (house.passcodes.length >= passcodesMax) return;
    const days = 1 + random.upTo(lifeDays);
    const bad = random.chance(0.05);
    const contact = random.chance(0.4) ? `${bad ? "bad" : "partner"}-${serial}@partner.test` : null;
    const name = `Credential ${++serial}.`;
    const { id } = await core.create(house.caller, name, days, contact);
    const recipients = [...house.administrators, ...(contact ? [contact] : [])];
    const span = open({ subject: id, kind: "expiry", end: inDays(days), zone: house.zone, recipients });
    house.passcodes.push({ id, contact, span, retiring: null });
  }

  async function extend(house: House, one: Passcode) {
    const days = 1 + random.upTo(lifeDays);
    await core.extend(house.caller, one.id, days);
    close(one.span);
    one.span = open({ ...one.span, end: inDays(days) });
  }

  async function remove(house: House, one: Passcode) {
    await core.remove(house.caller, one.id);
    close(one.span);
    close(one.retiring);
    house.passcodes.splice(house.passcodes.indexOf(one), 1);
  }

  async function rotate(house: House, one: Passcode) {
    if (one.span.end <= now()) return;
    const isRolling = one.retiring && !one.retiring.until && one.retiring.end > now();
    if (isRolling) {
      await core.retireOld(house.caller, one.id);
      return close(one.retiring);
    }
    const overlap = random.oneOf([0, 3600, 86_400, 259_200, 604_800, 2_592_000]);
    const secretId = await core.rotate(house.caller, one.id, overlap);
    if (overlap === 0) return;
    const end = new Date(Math.min(now().getTime() + overlap * 1000, one.span.end.getTime()));
    one.retiring = open({ ...one.span, subject: secretId, kind: "retirement", end });
  }

  async function changeMember(house: House, member: Member) {
    const everyone = [member.email, ...house.administrators];
    const { passcode } = member;
    if (!passcode) {
      const days = random.chance(0.2) ? null : 1 + random.upTo(lifeDays);
      const { id, secretId } = await core.grant(house.caller, member.id, days);
      const ends = { subject: id, kind: "expiry" as const, zone: house.zone, recipients: everyone };
      const span = days === null ? null : open({ ...ends, end: inDays(days) });
      member.passcode = { id, span, open: tell(id, "passcode_granted", secretId, everyone) };
      return;
    }
    if (random.chance(0.5) && (!passcode.span || passcode.span.end > now())) {
      const secretId = await core.reset(house.caller, member.id);
      overtake(passcode.open);
      passcode.open = tell(passcode.id, "passcode_reset", secretId, everyone);
      return;
    }
    await core.revoke(house.caller, member.id);
    overtake(passcode.open);
    close(passcode.span);
    tell(passcode.id, "passcode_revoked", passcode.id, everyone);
    member.passcode = null;
  }

  /** Somebody does something. */
  async function act(house: House) {
    if (random.chance(0.2)) return changeMember(house, random.oneOf(house.members));
    if (house.passcodes.length === 0 || random.chance(0.3)) return create(house);
    const one = random.oneOf(house.passcodes);
    return random.oneOf([extend, extend, rotate, rotate, remove])(house, one);
  }

  const houses: House[] = [];
  return {
    spans,
    told,
    houses,
    act,
    settle: async (accounts: number, credentials: number, members: number) => {
      for (let i = 0; i < accounts; i++) houses.push(await core.makeHouse(zones[i % zones.length] ?? "UTC", members));
      for (let i = 0; i < credentials; i++) await create(houses[i % accounts] as House);
    },
  };
}
