"use client";
import { Select } from "@/components/ui/select";
import { actionGroups } from "./audit-words";

type ActionSelectProps = { value: string; onChange: (action: string) => void };

/** Narrows the log to one action, or to all about one kind of thing. */
export function ActionSelect({ value, onChange }: ActionSelectProps) {
  return (
    <Select aria-label="Action" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">Any action</option>
      {actionGroups.map(([prefix, label, actions]) => (
        <optgroup key={prefix} label={label}>
          <option value={prefix}>{`${label}: all`}</option>
          {actions.map(([action, words]) => (
            <option key={action} value={action}>
              {words}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}
