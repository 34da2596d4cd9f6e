import { toast } from "sonner";
import type { DialogProps } from "./dialog-place";
import { type Command, useCommand } from "./use-command";

type Said<Output> = {
  said: (output: Output) => string;
  description?: string;
  /** Before the dialog closes. */
  onDone?: (output: Output) => void;
};

/** A command as a dialog sends it: says what was done, closes, and lets the page be read anew. */
export function useDialogCommand<Output>(command: Command<Output>, dialog: DialogProps, words: Said<Output>) {
  const { run, isPending, error } = useCommand(command);
  const done = (output: Output) => {
    toast.success(words.said(output), { description: words.description });
    words.onDone?.(output);
    dialog.onChanged();
    dialog.onClose();
  };
  const send = (input: object) => run(input, { done, refused: dialog.onChanged });
  return { send, done, isPending, error };
}
