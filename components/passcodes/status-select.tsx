"use client";
import { Select } from "@/components/ui/select";
import { passcodeStatuses } from "@/lib/core/passcode/passcode-view";
import { statusWord } from "./status-mark";

type StatusSelectProps = { value: string; onChange: (status: string) => void };

/** Narrows the table to one status. */
export function StatusSelect({ value, onChange }: StatusSelectProps) {
  return (
    <Select aria-label="Status" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">Any status</option>
      {passcodeStatuses.map((status) => (
        <option key={status} value={status}>
          {statusWord(status)}
        </option>
      ))}
    </Select>
  );
}
