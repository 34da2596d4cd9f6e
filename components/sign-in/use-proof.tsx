import { useState } from "react";
import type { Command } from "@/components/forms/use-command";
import { ProofDialog } from "./proof-dialog";

/**
 * For what needs a fresh sign-in: `proving(command)` sends it, and where the sign-in is too old it asks in place and sends it
 * again. `dialog` is to be rendered. Whoever gives up gets the first refusal.
 */
export function useProof(confirm: Command<null>) {
  const [settle, setSettle] = useState<((proved: boolean) => void) | null>(null);
  const proving =
    <Output,>(send: Command<Output>): Command<Output> =>
    async (input) => {
      const result = await send(input);
      if (result.ok || result.code !== "fresh_sign_in_required") return result;
      const proved = await new Promise<boolean>((resolve) => setSettle(() => resolve));
      setSettle(null);
      return proved ? send(input) : result;
    };
  const dialog = settle && (
    <ProofDialog confirm={confirm} onProved={() => settle(true)} onCancel={() => settle(false)} />
  );
  return { proving, dialog };
}
