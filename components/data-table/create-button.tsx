"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { useShortcut, useShortcutListens } from "@/components/ui/use-shortcut";

type CreateButtonProps = {
  /** By it the button is found again when a dialog closes; it is there with and without a table. */
  id: string;
  tip: string;
  onOpen: () => void;
  children: ReactNode;
};

/** Opens the form of something new, on click or by the key `c`. */
export function CreateButton({ id, tip, onOpen, children }: CreateButtonProps) {
  useShortcut("c", onOpen);
  const listens = useShortcutListens();
  return (
    <Tooltip
      content={
        <span className="inline-flex items-center gap-1.5">
          {tip} <Kbd>c</Kbd>
        </span>
      }
    >
      <Button look="primary" id={id} aria-keyshortcuts={listens ? "c" : undefined} onClick={onOpen}>
        {children}
      </Button>
    </Tooltip>
  );
}
