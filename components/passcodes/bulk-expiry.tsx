"use client";
import { useState } from "react";
import { ExpiryChoice } from "@/components/forms/expiry-choice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { daysField, daysHint } from "./passcode-fields";

/** The new end of many, while it is typed. `days` undefined: none that can be. */
export function useBulkExpiry() {
  const [choice, setChoice] = useState("days");
  const [text, setText] = useState("90");
  const parsed = daysField.safeParse(text);
  const days = choice === "forever" ? null : parsed.data;
  return { choice, setChoice, text, setText, days, error: parsed.error?.issues[0]?.message };
}

type BulkExpiryProps = { expiry: ReturnType<typeof useBulkExpiry>; maxLifetimeDays: number | null };

export function BulkExpiry({ expiry, maxLifetimeDays }: BulkExpiryProps) {
  return (
    <>
      <ExpiryChoice value={expiry.choice} onChange={expiry.setChoice} />
      {expiry.choice === "days" && (
        <Field label="Days until they expire" hint={daysHint(maxLifetimeDays)} error={expiry.error}>
          {(ids) => (
            <Input
              inputMode="numeric"
              autoComplete="off"
              className="w-28"
              {...ids}
              value={expiry.text}
              onChange={(event) => expiry.setText(event.target.value)}
            />
          )}
        </Field>
      )}
    </>
  );
}
