import { z } from "zod";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { contactField, daysField, nameField } from "./passcode-fields";

const fields = { name: nameField, contact: contactField };

/** What the edit form holds; `keep` leaves the end as it is. */
export const editPasscodeSchema = z.discriminatedUnion("expiry", [
  z.object({ expiry: z.literal("keep"), ...fields, days: z.string() }),
  z.object({ expiry: z.literal("days"), ...fields, days: daysField }),
  z.object({ expiry: z.literal("forever"), ...fields, days: z.string() }),
]);
export type EditPasscodeForm = z.input<typeof editPasscodeSchema>;
export type PasscodeEdit = z.output<typeof editPasscodeSchema>;

/** The form as it opens. */
export const toEditForm = ({ name, contact_email }: PasscodeView): EditPasscodeForm => ({
  name,
  contact: contact_email ?? "",
  expiry: "keep",
  days: "90",
});

/** What differs from the passcode as it is, for the command; empty: nothing. */
export function changesFrom(passcode: PasscodeView, edit: PasscodeEdit): Record<string, string | number | null> {
  return {
    ...(edit.name !== passcode.name && { name: edit.name }),
    ...(edit.contact !== passcode.contact_email && { contact_email: edit.contact }),
    ...(edit.expiry === "days" && { expires_in_days: edit.days }),
    ...(edit.expiry === "forever" && passcode.expires_at !== null && { expires_in_days: null }),
  };
}
