"use client";
import { Button } from "@/components/ui/button";
import type { Mistake } from "./addresses";

type AddressMistakesProps = { mistakes: Mistake[]; onRemove: (gone: Mistake[]) => void };

/** Each address that cannot be invited, why, and a way to go on without it. */
export function AddressMistakes({ mistakes, onRemove }: AddressMistakesProps) {
  if (mistakes.length === 0) return null;
  return (
    <section aria-label="Addresses that cannot be invited" className="grid gap-2">
      <ul className="divide-y border-y text-sm">
        {mistakes.map(({ index, address, message }) => (
          <li key={index} className="py-1">
            <span className="wrap-anywhere font-medium">{address}</span> <span className="text-brick">{message}</span>
          </li>
        ))}
      </ul>
      <Button className="justify-self-start" onClick={() => onRemove(mistakes)}>
        {mistakes.length === 1 ? "Take it out" : `Take these ${mistakes.length} out`}
      </Button>
    </section>
  );
}
