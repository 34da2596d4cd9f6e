import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

type Ids = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean | undefined };

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; stands at the field. */
  error?: string;
  children: (ids: Ids) => ReactNode;
};

/** A label, its control, a hint and an error, tied together for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      {children({ id, "aria-describedby": described, "aria-invalid": error ? true : undefined })}
      <FieldError id={`${id}-error`} message={error} />
      {hint && (
        <p id={`${id}-hint`} className="text-ink-soft text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}

/** An error's line: sign and words, so that colour is not all. */
export function FieldError({ id, message }: { id: string; message: string | undefined }) {
  if (!message) return null;
  return (
    <p id={id} className="flex items-start gap-1.5 text-brick text-sm">
      <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
      {message}
    </p>
  );
}
