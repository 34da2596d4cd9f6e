"use client";
import { Select } from "@/components/ui/select";

type FilterSelectProps = {
  /** What it narrows by: "Status". */
  label: string;
  options: readonly (readonly [value: string, word: string])[];
  value: string | undefined;
  onChange: (value: string) => void;
};

/** Narrows a table to one value of something. */
export function FilterSelect({ label, options, value = "", onChange }: FilterSelectProps) {
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{`Any ${label.toLowerCase()}`}</option>
      {options.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </Select>
  );
}
