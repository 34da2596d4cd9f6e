"use client";
import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useOff } from "./use-hydrated";

export const DropdownMenuRadioGroup = Primitive.RadioGroup;

export function DropdownMenuTrigger({ disabled, ...props }: ComponentProps<typeof Primitive.Trigger>) {
  return <Primitive.Trigger disabled={useOff(disabled)} {...props} />;
}

/** Not modal: what is around an open menu stays there for screen readers, and a click beside it does what it says. */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />;
}

const item =
  "relative flex select-none items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-[highlighted]:bg-well data-[highlighted]:outline-2 data-[highlighted]:outline-patina data-[highlighted]:-outline-offset-2 [&_svg]:size-4 [&_svg]:shrink-0";

/** Stays in its place in the document, in the landmark of its button. */
export function DropdownMenuContent({ className, sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Content
      sideOffset={sideOffset}
      collisionPadding={8}
      className={classNames(
        "data-[state=open]:fade-in-0 z-50 min-w-44 rounded-lg border border-rule-strong bg-sheet p-1 text-ink shadow-lift data-[state=open]:animate-in",
        className,
      )}
      {...props}
    />
  );
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { danger?: boolean };

export function DropdownMenuItem({ className, danger, ...props }: ItemProps) {
  return <Primitive.Item className={classNames(item, danger && "text-brick", className)} {...props} />;
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={classNames("px-2 pt-1.5 pb-1 text-ink-soft text-xs", className)} {...props} />;
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="my-1 h-px bg-rule" />;
}

function Ticked() {
  return (
    <Primitive.ItemIndicator className="absolute left-2">
      <Check aria-hidden />
    </Primitive.ItemIndicator>
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={classNames(item, "pl-8", className)} {...props}>
      <Ticked />
      {children}
    </Primitive.RadioItem>
  );
}

type CheckboxItemProps = ComponentProps<typeof Primitive.CheckboxItem>;

export function DropdownMenuCheckboxItem({ className, children, ...props }: CheckboxItemProps) {
  return (
    <Primitive.CheckboxItem className={classNames(item, "pl-8", className)} {...props}>
      <Ticked />
      {children}
    </Primitive.CheckboxItem>
  );
}
