"use client";
import { LoaderCircle } from "lucide-react";
import { Button, type ButtonProps } from "./button";
import { useHydrated } from "./use-hydrated";

type SubmitButtonProps = ButtonProps & {
  /** The form is on its way. */
  pending: boolean;
  /** It may not be sent yet. */
  hold?: boolean;
};

/** A form's button. Before hydration it is off, though it looks on: the browser itself would send the fields. */
export function SubmitButton({ pending, hold = false, children, ...props }: SubmitButtonProps) {
  const hydrated = useHydrated();
  return (
    <Button
      type="submit"
      look="primary"
      {...props}
      disabled={!hydrated || pending || hold}
      data-pending={hold ? undefined : pending}
      aria-busy={pending}
    >
      {pending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </Button>
  );
}
