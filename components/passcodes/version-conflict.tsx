"use client";
import type { ReactNode } from "react";
import { Instant } from "@/components/time/instant";
import { Alert } from "@/components/ui/alert";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import type { EditPasscodeForm } from "./edit-passcode-schema";

type VersionConflictProps = { before: PasscodeView; now: PasscodeView; typed: EditPasscodeForm };

/** Somebody was faster: what he made of it, beside what is typed here. */
export function VersionConflict({ before, now, typed }: VersionConflictProps) {
  const rows: [label: string, changed: boolean, now: ReactNode, yours: ReactNode][] = [
    ["Name", now.name !== before.name, now.name, typed.name],
    ["Contact", now.contact_email !== before.contact_email, now.contact_email ?? "none", typed.contact || "none"],
    ["Expiry", now.expires_at !== before.expires_at, <End key="end" at={now.expires_at} />, yourEnd(typed)],
    ["Status", now.status !== before.status, now.status.replace("_", " "), "unchanged"],
  ];
  const changed = rows.filter(([, isChanged]) => isChanged);
  return (
    <Alert wrong>
      <p>
        Somebody else has changed this passcode meanwhile; nothing of yours is saved yet. <strong>Update</strong> lays
        what you typed over the newer one.
      </p>
      {changed.length > 0 && (
        <table className="mt-2 w-full table-fixed text-ink">
          <thead className="text-left text-ink-soft text-xs">
            <tr>
              <td className="w-16" />
              <th scope="col" className="pr-3 font-medium">
                Now
              </th>
              <th scope="col" className="font-medium">
                Yours
              </th>
            </tr>
          </thead>
          <tbody>
            {changed.map(([label, , present, yours]) => (
              <tr key={label} className="align-top">
                <th scope="row" className="pr-3 text-left font-normal text-ink-soft">
                  {label}
                </th>
                <td className="wrap-anywhere pr-3">{present}</td>
                <td className="wrap-anywhere">{yours}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Alert>
  );
}

const End = ({ at }: { at: string | null }) => (at ? <Instant at={at} /> : "forever");

const yourEnd = ({ expiry, days }: EditPasscodeForm) =>
  expiry === "keep" ? "as it is" : expiry === "forever" ? "forever" : `in ${days} days`;
