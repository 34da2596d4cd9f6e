"use client";
import type { ComponentProps } from "react";
import { CopyButton } from "@/components/ui/copy-button";

/** A secret in plain sight, with the button that copies it. */
export function SecretLine({ text, ...button }: Omit<ComponentProps<typeof CopyButton>, "children" | "className">) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <code className="min-w-0 grow basis-full select-all break-all rounded-md border border-patina border-dashed bg-patina-wash px-3 py-2 font-mono text-base sm:basis-0">
        {text}
      </code>
      <CopyButton text={text} {...button}>
        Copy
      </CopyButton>
    </div>
  );
}
