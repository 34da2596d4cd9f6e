"use client";
import { useId } from "react";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";

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
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">{legend}</legend>
      <RadioGroup
        value={String(value)}
        onValueChange={(text) => onChange(Number(text))}
        aria-label={legend}
        className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3"
      >
        {overlaps
          .filter(({ seconds }) => seconds > 0 || !withoutZero)
          .map(({ seconds, label }) => (
            <RadioGroupItem key={seconds} id={`${id}-${seconds}`} value={String(seconds)}>
              {label}
            </RadioGroupItem>
          ))}
      </RadioGroup>
    </fieldset>
  );
}
