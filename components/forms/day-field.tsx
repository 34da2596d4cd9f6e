"use client";
import { useEffect, useId, useState } from "react";
import { Input } from "@/components/ui/input";
import { useHydrated } from "@/components/ui/use-hydrated";
import { dayOfInstant, instantOfDay } from "./day-instants";

type DayFieldProps = {
  label: string;
  /** An instant (RFC 3339) or nothing: the first moment of the day, or with `edge` "end" the first after it. */
  value: string;
  edge: "start" | "end";
  onChange: (instant: string) => void;
};

/** A day in the reader's zone, kept as an instant. */
export function DayField({ label, value, edge, onChange }: DayFieldProps) {
  const id = useId();
  const isLocal = useHydrated();
  const day = dayOfInstant(value, edge, isLocal);
  const [text, setText] = useState(day);
  useEffect(() => setText(day), [day]);
  const change = (typed: string) => {
    setText(typed);
    // While a year is typed it is one of long ago.
    if (typed === "" || /^[12]\d{3}-/.test(typed)) onChange(instantOfDay(typed, edge));
  };
  return (
    <div className="inline-flex min-w-0 items-center gap-2 text-sm">
      <label htmlFor={id} className="text-ink-soft">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        value={text}
        onChange={(event) => change(event.target.value)}
        className="h-8 w-auto px-2 text-sm"
      />
    </div>
  );
}
