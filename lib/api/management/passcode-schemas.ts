import { z } from "zod";
import { passcodeView } from "@/lib/core/passcode/passcode-view";
import { pageOf } from "./documentation";

export const passcodeExample = {
  id: "0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e",
  name: "Acme orders",
  kind: "account" as const,
  status: "active" as const,
  hint: "ww…x7Qd",
  contact_email: "ops@acme.test",
  expires_at: "2027-01-31T12:00:00.000Z",
  retires_at: null,
  created_at: "2026-11-22T08:00:00.000Z",
  created_by: "CI",
  last_used_at: null,
  version: 1,
};

export const passcode = passcodeView.meta({ id: "Passcode", examples: [passcodeExample] });

export const newPasscode = passcodeView
  .extend({
    passcode: z
      .string()
      .optional()
      .describe("The secret: in this answer and in no other, but for repeats of the request within 15 minutes"),
  })
  .meta({
    id: "NewPasscode",
    examples: [{ ...passcodeExample, passcode: "wwap_…" }],
  });

export const passcodePage = pageOf(passcode).meta({ examples: [{ data: [passcodeExample], next_cursor: null }] });
