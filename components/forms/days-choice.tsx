"use client";
import { useState } from "react";
import type { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioChoice } from "./radio-choice";

const dayMs = 86_400_000;

/**
 * A span while it is typed. `days` undefined: none that can be; null: without an end.
 * @param field reads what is typed. @param usual what it begins with.
 */
export function useDaysChoice(field: z.ZodType<number | null, string>, usual: string) {
  const [choice, setChoice] = useState<"days" | "forever">("days");
  const [text, setText] = useState(usual);
  const parsed = field.safeParse(text);
  const days = choice === "forever" ? null : parsed.data;
  return { choice, setChoice, text, setText, days, error: parsed.error?.issues[0]?.message };
}

/** The instant that a span ends, from now on. @param now milliseconds */
export const endOfDays = (days: number | null | undefined, now: number) =>
  typeof days === "number" ? new Date(now + days * dayMs).toISOString() : days;

type DaysChoiceProps = {
  choice: ReturnType<typeof useDaysChoice>;
  words: { legend: string; days: string; forever: string; field: string };
  hint: string;
};

/** So many days, or without an end. */
export function DaysChoice({ choice, words, hint }: DaysChoiceProps) {
  const options = [
    ["days", words.days],
    ["forever", words.forever],
  ] as const;
  return (
    <>
      <RadioChoice legend={words.legend} options={options} value={choice.choice} onChange={choice.setChoice} />
      {choice.choice === "days" && (
        <Field label={words.field} hint={hint} error={choice.error}>
          {(ids) => (
            <Input
              inputMode="numeric"
              autoComplete="off"
              className="w-28"
              {...ids}
              value={choice.text}
              onChange={(event) => choice.setText(event.target.value)}
            />
          )}
        </Field>
      )}
    </>
  );
}
