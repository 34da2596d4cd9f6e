"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";
import { useOff } from "@/components/ui/use-hydrated";

/** A password's field, with a button that shows what is typed. */
export function PasswordInput({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        className={`pr-10 font-mono ${className ?? ""}`}
        {...props}
      />
      <button
        type="button"
        disabled={useOff()}
        aria-label="Show the password"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-1 right-1 grid size-7 place-items-center rounded-md text-ink-soft hover:bg-well hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </div>
  );
}
