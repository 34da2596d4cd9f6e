import { CirclePause, CirclePlay, Pencil, RefreshCw, Trash2 } from "lucide-react";
import type { Deed } from "@/components/forms/deed";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";

export type DeedKind = "edit" | "rotate" | "rotation" | "suspend" | "delete";

/** What can be done with a passcode as it is: an expired one neither rotates nor rests. */
export function deedsFor({ status, retires_at }: PasscodeView): Deed<DeedKind>[] {
  const lives = status !== "expired";
  const rotation: Deed<DeedKind> =
    retires_at === null
      ? { kind: "rotate", label: "Rotate", icon: RefreshCw }
      : { kind: "rotation", label: "Rotation", icon: RefreshCw };
  const suspension: Deed<DeedKind> =
    status === "suspended"
      ? { kind: "suspend", label: "Resume", icon: CirclePlay }
      : { kind: "suspend", label: "Suspend", icon: CirclePause };
  return [
    { kind: "edit", label: "Edit", icon: Pencil },
    ...(lives ? [rotation, suspension] : []),
    { kind: "delete", label: "Delete", icon: Trash2, danger: true },
  ];
}
