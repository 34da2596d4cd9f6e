import { toast } from "sonner";
import type { DialogProps } from "@/components/forms/dialog-place";
import { type Command, useCommand } from "@/components/forms/use-command";

type Said = { said: string; description?: string };

/** A command about one user, as his dialogs send it: says what was done, closes, and lets the page be read anew. */
export function useUserCommand<Output>(command: Command<Output>, dialog: DialogProps, { said, description }: Said) {
  const { run, isPending, error } = useCommand(command);
  const done = () => {
    toast.success(said, { description });
    dialog.onChanged();
    dialog.onClose();
  };
  const send = (input: object) => run(input, { done, refused: dialog.onChanged });
  return { send, done, isPending, error };
}
