"use client";
import type { ReactNode } from "react";
import { RadioChoice } from "@/components/forms/radio-choice";

type ExpiryChoiceProps = {
  value: string;
  onChange: (value: string) => void;
  /** What "as it is" means, where there is an end already. */
  keep?: ReactNode;
};

/** How long it lives: as it is, so many days, or for ever. */
export function ExpiryChoice({ value, onChange, keep }: ExpiryChoiceProps) {
  const options = [...(keep ? [["keep", keep] as const] : []), ["days", "Set day(s)"], ["forever", "Forever"]] as const;
  return <RadioChoice legend="Expiry" {...{ options, value, onChange }} />;
}
