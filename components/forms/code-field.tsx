"use client";
import { useRef, useState } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useOff } from "@/components/ui/use-hydrated";

type CodeFieldProps = {
  registered: UseFormRegisterReturn;
  error: string | undefined;
  /** Whether a recovery code is as good: not before there are any. */
  takesRecovery?: boolean;
};

/** A TOTP code's one field. A recovery code goes into it too, and asks for the keyboard that has letters. */
export function CodeField({ registered, error, takesRecovery = true }: CodeFieldProps) {
  const { ref, ...rest } = registered;
  const inputRef = useRef<HTMLInputElement>(null);
  const [isRecovery, setRecovery] = useState(false);
  const off = useOff();
  const other = () => {
    setRecovery(!isRecovery);
    inputRef.current?.focus();
  };
  const hint = (
    <>
      {isRecovery ? "One that you saved and have not used yet, or " : "Six digits from your authenticator app"}
      {takesRecovery && !isRecovery && ", or "}
      {takesRecovery && (
        <button type="button" disabled={off} onClick={other} className="text-patina underline">
          {isRecovery ? "the app's six digits" : "a recovery code"}
        </button>
      )}
      .
    </>
  );
  return (
    <Field label={isRecovery ? "Recovery code" : "Code"} hint={hint} error={error}>
      {(ids) => (
        <Input
          inputMode={isRecovery ? "text" : "numeric"}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono"
          {...ids}
          {...rest}
          ref={(element) => {
            inputRef.current = element;
            ref(element);
          }}
        />
      )}
    </Field>
  );
}
