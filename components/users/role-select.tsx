"use client";
import { Select } from "@/components/ui/select";
import { type Role, roles } from "@/lib/core/permissions";
import type { UserHome } from "./user-actions";
import { roleWord } from "./user-states";

/** The roles that the reader may give: only administrators make administrators. */
export const givenRoles = ({ mayAppoint }: UserHome) => roles.filter((role) => mayAppoint || role !== "admin");

type RoleSelectProps = { home: UserHome; value: Role; onChange: (role: Role) => void; id: string };

export function RoleSelect({ home, value, onChange, ...ids }: RoleSelectProps) {
  return (
    <Select {...ids} value={value} onChange={(event) => onChange(event.target.value as Role)}>
      {givenRoles(home).map((role) => (
        <option key={role} value={role}>
          {roleWord(role)}
        </option>
      ))}
    </Select>
  );
}
