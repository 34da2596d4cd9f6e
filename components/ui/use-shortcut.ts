import { useEffect, useSyncExternalStore } from "react";

const storageKey = "watchword-shortcuts";
const changed = "watchword-shortcuts-changed";

/** Whether single keys act; whoever dictates to his computer turns them off (WCAG 2.1.4). */
export const useShortcutsOn = () => useSyncExternalStore(subscribe, areOn, () => true);

/** Whether a key would be heard: not before the page is alive, nor when they are turned off. */
export const useShortcutListens = () => useSyncExternalStore(subscribe, areOn, () => false);

export function setShortcutsOn(on: boolean) {
  localStorage.setItem(storageKey, on ? "on" : "off");
  window.dispatchEvent(new Event(changed));
}

const areOn = () => localStorage.getItem(storageKey) !== "off";

function subscribe(onChange: () => void) {
  const events = [changed, "storage"];
  for (const event of events) window.addEventListener(event, onChange);
  return () => {
    for (const event of events) window.removeEventListener(event, onChange);
  };
}

/** Runs `act` when the one key is pressed, outside of fields, dialogs and menus. */
export function useShortcut(key: string, act: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!areOn() || isTyping(event.target) || document.querySelector("[role=dialog],[role=menu]")) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [key, act]);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
