import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and during hydration, true from then on. */
export const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** `disabled` of what a script answers to: before hydration it is off, though it looks on, for a press would be lost. */
export const useOff = (disabled = false) => !useHydrated() || disabled;
