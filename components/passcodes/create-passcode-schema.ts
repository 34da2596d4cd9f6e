import { z } from "zod";
import { contactField, daysField, nameField } from "./passcode-fields";

const contact = contactField.optional();

/** What the form holds, turned into what the command takes. */
export const createPasscodeSchema = z
  .discriminatedUnion("expiry", [
    z.object({ expiry: z.literal("days"), name: nameField, contact, days: daysField }),
    z.object({ expiry: z.literal("forever"), name: nameField, contact, days: z.string() }),
  ])
  .transform((form) => ({
    name: form.name,
    expires_in_days: form.expiry === "days" ? form.days : null,
    ...(form.contact && { contact_email: form.contact }),
  }));
