import { z } from "zod";

/** The IANA names that this runtime knows; not every version counts UTC among them. */
export const timeZones: readonly string[] = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

export const timeZoneSchema = z
  .string("Time zone: text is needed.")
  .max(64, "Time zone: an IANA name, such as Europe/Berlin.")
  .refine((name) => timeZones.includes(name), "Time zone: an IANA name, such as Europe/Berlin.")
  .meta({ examples: ["Europe/Berlin"] });
