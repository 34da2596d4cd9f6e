"use client";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogActions } from "@/components/ui/dialog";

type SavedActionsProps = {
  /** What one says by ticking: "I have saved it". */
  label: string;
  saved: boolean;
  onSaved: (saved: boolean) => void;
  onDone: () => void;
};

/** The end of a reveal: Done opens once it is said that the secret is kept. */
export function SavedActions({ label, saved, onSaved, onDone }: SavedActionsProps) {
  return (
    <DialogActions>
      <div className="mr-auto">
        <Checkbox checked={saved} onCheckedChange={(ticked) => onSaved(ticked === true)}>
          {label}
        </Checkbox>
      </div>
      <Button look="primary" disabled={!saved} onClick={onDone}>
        Done
      </Button>
    </DialogActions>
  );
}
