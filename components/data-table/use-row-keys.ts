import { type FocusEvent, type KeyboardEvent, useRef } from "react";

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Arrows, Home and End go from row to row; Enter or → goes into the row, ← or Esc out of it. One row is in the tab order. */
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
    if (
      !row ||
      target.closest("[role=menu]") ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.defaultPrevented
    )
      return;
    const next = nextFocus(event.key, target, row, rows());
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return { bodyRef, onKeyDown, onFocus };
}

function nextFocus(key: string, target: HTMLElement, row: HTMLElement, rows: HTMLElement[]): HTMLElement | undefined {
  if (target !== row) return key === "ArrowLeft" || key === "Escape" ? row : undefined;
  if (key === "Enter" || key === "ArrowRight") return row.querySelector<HTMLElement>("button, a") ?? undefined;
  return rows[steps[key]?.(rows.indexOf(row), rows.length - 1) ?? -1];
}
