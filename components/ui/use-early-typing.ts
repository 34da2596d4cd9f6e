import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { useHydrated } from "./use-hydrated";

type Control = HTMLInputElement | HTMLSelectElement;

/**
 * What a person entered before hydration is entered again right after it: React leaves it in the page and tells nobody.
 * @param ref of whoever else wants the control; is set after the control was looked at, for a form may fill it.
 * @returns the control's ref.
 */
export function useEarlyTyping<C extends Control>(ref: Ref<C> | undefined) {
  const isHydrated = useHydrated();
  const wasServedRef = useRef(!isHydrated);
  const controlRef = useRef<C>(null);
  useLayoutEffect(() => {
    const control = controlRef.current;
    const wasServed = wasServedRef.current;
    // React runs this again where it shows what it hid.
    wasServedRef.current = false;
    if (!wasServed || !control || control.value === servedValue(control)) return;
    // A task of its own for each control, so that each finds what the one before has changed.
    setTimeout(enter, 0, control, control.value);
  }, []);
  useImperativeHandle(ref, () => controlRef.current as C);
  return controlRef;
}

const servedValue = (control: Control) =>
  control instanceof HTMLSelectElement
    ? ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value
    : control.defaultValue;

/** Past React's own setter of `value`, which would make it take the event for no change. */
function enter(control: Control, value: string) {
  control.value = servedValue(control) ?? "";
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, value);
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}
