"use client";
import { LoaderCircle } from "lucide-react";
import { Button, type ButtonProps } from "./button";

type SubmitButtonProps = ButtonProps & {
  /** The form is on its way. */
  pending: boolean;
  /** It may not be sent yet. */
  hold?: boolean;
};

/** A form's button; off before hydration as every button is, or the browser itself would send the fields. */
export function SubmitButton({ pending, hold = false, children, ...props }: SubmitButtonProps) {
  return (
    <Button
      type="submit"
      look="primary"
      {...props}
      disabled={pending || hold}
      data-held={hold || undefined}
      aria-busy={pending}
    >
      {pending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </Button>
  );
}
