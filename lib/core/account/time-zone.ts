import { z } from "zod";

/** The IANA names to choose from; not every version of the runtime counts UTC among them. */
export const timeZones: readonly string[] = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

/** Aliases too (Asia/Kolkata beside Asia/Calcutta): which one is in the list depends on the runtime. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "" && /^[A-Z]/.test(name);
  } catch {
    return false;
  }
}

export const timeZoneSchema = z
  .string("Time zone: text is needed.")
  .max(64, "Time zone: an IANA name, such as Europe/Berlin.")
  .refine(isTimeZone, "Time zone: an IANA name, such as Europe/Berlin.")
  .meta({ examples: ["Europe/Berlin"] });
