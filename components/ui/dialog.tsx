"use client";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

type ContentProps = ComponentProps<typeof Primitive.Content> & { heading: ReactNode; description?: ReactNode };

/** A sheet over the page. Radix keeps the focus inside and gives it back at the end. */
export function DialogContent({ heading, description, className, children, ...props }: ContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="data-[state=open]:fade-in-0 fixed inset-0 z-40 bg-veil data-[state=open]:animate-in" />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={classNames(
          "data-[state=open]:fade-in-0 data-[state=open]:slide-in-from-bottom-2 fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-1.5rem)] w-[calc(100vw-1.5rem)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-lg border border-rule-strong border-t-2 border-t-patina bg-sheet p-5 shadow-lift outline-none duration-150 data-[state=open]:animate-in",
          className,
        )}
        {...props}
      >
        <header className="grid gap-1">
          <Primitive.Title className="font-semibold text-lg">{heading}</Primitive.Title>
          {description && (
            <Primitive.Description className="text-ink-soft text-sm">{description}</Primitive.Description>
          )}
        </header>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** The buttons of a dialog, the one that goes on last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className="flex flex-wrap items-center justify-end gap-2 border-t pt-4">{children}</footer>;
}
