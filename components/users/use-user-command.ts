import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { useDialogCommand } from "@/components/forms/use-dialog-command";

type Said = { said: string; description?: string };

/** A command about one user, as his dialogs send it. */
export const useUserCommand = <Output>(command: Command<Output>, dialog: DialogProps, { said, description }: Said) =>
  useDialogCommand(command, dialog, { said: () => said, description });
