import { daysFieldOf, daysHintOf } from "@/components/forms/days-field";
import { validityDaysMax, validityDaysSchema } from "@/lib/core/user-passcode/validity";

export const validityField = daysFieldOf(validityDaysSchema, validityDaysMax);

/** The seed's words. */
export const validityWords = {
  legend: "Validity",
  days: "Finite",
  forever: "Infinite",
  field: "Days that it is valid",
};

export const validityHint = (maxLifetimeDays: number | null) => daysHintOf(validityDaysMax, maxLifetimeDays);
