"use client";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Where short messages about what was done appear; they are announced politely. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2 font-sans rounded-lg border border-rule-strong border-l-2 border-l-patina bg-sheet p-3 pr-8 text-ink text-sm shadow-lift",
          error: "!border-l-brick",
          title: "font-medium",
          description: "!text-ink-soft",
          icon: "mt-0.5 shrink-0 text-patina",
          closeButton:
            "!absolute !top-2 !right-2 grid size-6 place-items-center rounded-sm !border-0 !bg-transparent !text-ink-soft hover:!bg-well",
        },
      }}
    />
  );
}
