import { useEffect } from "react";

/** Forgets what must not outlive the page: the browser may keep one that it leaves, to show it again on Back. */
export function usePageLeave(forget: () => void) {
  useEffect(() => {
    window.addEventListener("pagehide", forget);
    return () => window.removeEventListener("pagehide", forget);
  }, [forget]);
}
