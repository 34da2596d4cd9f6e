import { useState, useTransition } from "react";
import type { ActionFailure, ActionResult } from "@/lib/core/action-result";
import { failureMessage } from "./failure-message";

export type Command<Output> = (input: unknown) => Promise<ActionResult<Output>>;

type Outcome<Output> = { done: (output: Output) => void; refused?: (failure: ActionFailure) => void };

/** Sends a command from a button: pending while it runs, then what was done or the words of the refusal. */
export function useCommand<Output>(send: Command<Output>) {
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<string>();
  const run = (input: unknown, { done, refused }: Outcome<Output>) =>
    startTransition(async () => {
      const result = await send(input).catch(() => null);
      if (result?.ok) {
        setError(undefined);
        return done(result.data);
      }
      setError(failureMessage(result));
      if (result) refused?.(result);
    });
  return { run, isPending, error };
}
