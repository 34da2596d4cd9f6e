"use client";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { useShortcut, useShortcutListens } from "@/components/ui/use-shortcut";

/** By this id it is found again when a dialog closes; it is there with and without a table. */
export const createButtonId = "create-passcode";

/** Opens the form, on click or by the key `c`. */
export function CreatePasscodeButton({ onOpen }: { onOpen: () => void }) {
  useShortcut("c", onOpen);
  const listens = useShortcutListens();
  return (
    <Tooltip
      content={
        <span className="inline-flex items-center gap-1.5">
          New passcode <Kbd>c</Kbd>
        </span>
      }
    >
      <Button look="primary" id={createButtonId} aria-keyshortcuts={listens ? "c" : undefined} onClick={onOpen}>
        <Plus aria-hidden />
        Passcode
      </Button>
    </Tooltip>
  );
}
