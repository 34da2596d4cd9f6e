"use client";
import type { ReactNode } from "react";
import { DayField } from "@/components/forms/day-field";

type LastDayFieldProps = {
  label: string;
  hint?: ReactNode;
  error: string | undefined;
  value: string;
  onChange: (instant: string) => void;
};

/** The last day on which a key or a token is good. */
export function LastDayField({ label, hint, error, value, onChange }: LastDayFieldProps) {
  return (
    <div className="grid gap-1">
      <DayField label={label} edge="end" {...{ value, onChange }} />
      {hint && <p className="text-ink-soft text-xs">{hint}</p>}
      {error && (
        <p role="alert" className="text-brick text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
