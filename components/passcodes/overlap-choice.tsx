"use client";
import { RadioChoice } from "@/components/forms/radio-choice";

const hour = 3600;
const day = 24 * hour;

/** How long an old secret lives on beside its successor, in seconds. */
export const overlaps = [
  { seconds: 0, label: "Not at all" },
  { seconds: hour, label: "1 hour" },
  { seconds: day, label: "24 hours" },
  { seconds: 3 * day, label: "3 days" },
  { seconds: 7 * day, label: "7 days" },
  { seconds: 30 * day, label: "30 days" },
] as const;
export const usualOverlapSeconds = day;

type OverlapChoiceProps = { legend: string; value: number; onChange: (seconds: number) => void; withoutZero?: boolean };

export function OverlapChoice({ legend, value, onChange, withoutZero = false }: OverlapChoiceProps) {
  return (
    <RadioChoice
      legend={legend}
      options={overlaps
        .filter(({ seconds }) => seconds > 0 || !withoutZero)
        .map(({ seconds, label }) => [String(seconds), label])}
      value={String(value)}
      onChange={(text) => onChange(Number(text))}
      className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3"
    />
  );
}
