import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { failureMessage } from "./failure-message";
import type { Command } from "./use-command";

type Said = { said: string; description?: string };

/** A command that is sent at once, without a dialog: says what was done or why not, and lets the page be read anew. */
export function useSpokenCommand<Output>(command: Command<Output>, words: (output: Output) => Said) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const send = (input: object) =>
    startTransition(async () => {
      const result = await command(input).catch(() => null);
      if (result?.ok) {
        const { said, description } = words(result.data);
        toast.success(said, { description });
      } else toast.error(failureMessage(result));
      router.refresh();
    });
  return { send, isPending };
}
