"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { CodeField } from "@/components/forms/code-field";
import { codeText } from "@/components/forms/code-text";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { useCountdown } from "@/components/forms/use-countdown";
import { useProof } from "@/components/sign-in/use-proof";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";

const schema = z.object({ code: codeText });

type RemoveTotpDialogProps = { remove: Command<null>; confirmSession: Command<null>; onClose: () => void };

/** Takes the second factor away, by a code of it. */
export function RemoveTotpDialog({ remove, confirmSession, onClose }: RemoveTotpDialogProps) {
  const { form, leftSeconds, proof, send } = useRemoval({ remove, confirmSession, onClose });
  const { errors, isSubmitting } = form.formState;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        heading="Remove TOTP?"
        description="From then on your password alone lets you in. The recovery codes stop working, and your other sign-ins end."
        className="border-t-brick"
      >
        <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid gap-4">
          {errors.root && <Alert wrong>{errors.root.message}</Alert>}
          <CodeField registered={form.register("code")} error={errors.code?.message} />
          <DialogActions>
            <DialogClose asChild>
              <Button>Keep it</Button>
            </DialogClose>
            <SubmitButton look="danger" pending={isSubmitting} hold={leftSeconds > 0}>
              {leftSeconds > 0 ? `Wait ${leftSeconds} s` : "Remove TOTP"}
            </SubmitButton>
          </DialogActions>
        </form>
        {proof}
      </DialogContent>
    </Dialog>
  );
}

function useRemoval({ remove, confirmSession, onClose }: RemoveTotpDialogProps) {
  const router = useRouter();
  const { proving, dialog: proof } = useProof(confirmSession);
  const { leftSeconds, start } = useCountdown();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { code: "" } });
  const send = form.handleSubmit(async (input) => {
    const result = await proving(remove)(input).catch(() => null);
    if (result?.ok) {
      toast.success("TOTP is removed", { description: "Your password alone lets you in." });
      onClose();
      return router.refresh();
    }
    if (result?.retryAfterSeconds) start(result.retryAfterSeconds);
    showFailure(form, result, { code: "code" });
  });
  return { form, leftSeconds, proof, send };
}
