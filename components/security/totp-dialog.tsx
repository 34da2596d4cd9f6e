"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { toast } from "sonner";
import type { Command } from "@/components/forms/use-command";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { usePageLeave } from "@/components/ui/use-page-leave";
import { EnrolmentForm } from "./enrolment-form";
import { RecoveryCodes } from "./recovery-codes";

export type Enrolment = { secret: string; otpauth_url: string; qr: { size: number; path: string } };

type TotpDialogProps = {
  enrolment: Enrolment;
  /** Where one goes on who was held here. */
  next: string | null;
  confirm: Command<{ recovery_codes: string[] }>;
  /** Asks again who it is, over this dialog. */
  proof: ReactNode;
  onClose: () => void;
};

/** From the QR code over the first code to the one look at the recovery codes. All of it ends with the dialog. */
export function TotpDialog({ enrolment, next, confirm, proof, onClose }: TotpDialogProps) {
  const router = useRouter();
  const [codes, setCodes] = useState<string[] | null>(null);
  const forget = useCallback(() => {
    setCodes(null);
    onClose();
  }, [onClose]);
  usePageLeave(forget);
  const done = () => {
    forget();
    if (next) return window.location.assign(next);
    toast.success("TOTP is on", { description: "Your next sign-in asks for a code." });
    router.refresh();
  };
  const hold = (event: Event) => codes && event.preventDefault();
  return (
    <Dialog open onOpenChange={(open) => !open && forget()}>
      <DialogContent
        heading={codes ? "TOTP is on: save your recovery codes" : "Enrol TOTP"}
        className="max-w-xl"
        onEscapeKeyDown={hold}
        onInteractOutside={hold}
      >
        {codes ? (
          <RecoveryCodes codes={codes} onDone={done} />
        ) : (
          <EnrolmentForm {...{ enrolment, confirm }} onConfirmed={setCodes} />
        )}
        {proof}
      </DialogContent>
    </Dialog>
  );
}
