import { type FocusEvent, type KeyboardEvent, useRef } from "react";

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/**
 * Arrows, Home and End go from row to row; Enter or → goes into the row, → and ← along its controls, ← or Esc out of it; Space
 * ticks it. One row is in the tab order.
 */
export function useRowKeys() {
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const rows = () => [...(bodyRef.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const focused = target.closest("[data-row]");
    for (const row of rows()) row.tabIndex = row === focused ? 0 : -1;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>("[data-row]");
    if (!row || target.closest("[role=menu]") || hasModifier(event) || event.defaultPrevented) return;
    if (event.key === " " && target === row) {
      event.preventDefault();
      return row.querySelector<HTMLElement>("[role=checkbox]")?.click();
    }
    const next = target === row ? fromRow(event.key, row, rows()) : fromControl(event.key, target, row);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return { bodyRef, onKeyDown, onFocus };
}

const hasModifier = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey;

/** What can be done in a row; its box is ticked from the row itself. */
const controlsOf = (row: HTMLElement) => [
  ...row.querySelectorAll<HTMLElement>("a, button:not([role=checkbox]), summary"),
];

function fromRow(key: string, row: HTMLElement, rows: HTMLElement[]): HTMLElement | undefined {
  if (key === "Enter" || key === "ArrowRight") return controlsOf(row)[0];
  return rows[steps[key]?.(rows.indexOf(row), rows.length - 1) ?? -1];
}

function fromControl(key: string, control: HTMLElement, row: HTMLElement): HTMLElement | undefined {
  const controls = controlsOf(row);
  const at = controls.indexOf(control);
  if (key === "Escape") return row;
  if (key === "ArrowLeft") return controls[at - 1] ?? row;
  return key === "ArrowRight" ? controls[at + 1] : undefined;
}
