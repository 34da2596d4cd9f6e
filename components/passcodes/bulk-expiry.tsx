"use client";
import { useState } from "react";
import { ExpiryChoice } from "@/components/forms/expiry-choice";
import { DaysInput } from "./days-input";
import { daysField } from "./passcode-fields";

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
        <DaysInput
          label="Days until they expire"
          maxLifetimeDays={maxLifetimeDays}
          error={expiry.error}
          value={expiry.text}
          onChange={(event) => expiry.setText(event.target.value)}
        />
      )}
    </>
  );
}
