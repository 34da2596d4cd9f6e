import type { Origin } from "@/lib/core/notice/notice-kinds";
import { deviceWords } from "@/lib/core/session/device-words";
import type { Action, Fact } from "@/lib/email/letter";
import { instantWords } from "@/lib/email/words/date-words";
import { plain } from "@/lib/email/words/name-words";

/** When something was done, from which address, on what device. */
export function originFacts({ at, zone, address, agent }: Origin): Fact[] {
  return [
    { label: "When", value: instantWords(at, zone) },
    { label: "Address", value: address ?? "Not known" },
    { label: "Device", value: plain(deviceWords(agent)) },
  ];
}

/** A button whose link opens once. @param token null in the copy that is kept. */
export function linkAction(label: string, address: string, token: string | null): Action {
  return token === null ? { label, href: `${address}#…`, isForgotten: true } : { label, href: `${address}#${token}` };
}

export const ownAffair = ["You get this mail because it is about your own sign-in. It cannot be switched off."];
