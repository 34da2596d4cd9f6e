import { useCallback, useEffect, useState } from "react";

/** Something that is shown once: it lives in this state and ends with the dialog, or when the page is left. */
export function useShownOnce<Thing>(onClose: () => void) {
  const [shown, show] = useState<Thing | null>(null);
  const forget = useCallback(() => {
    show(null);
    onClose();
  }, [onClose]);
  useEffect(() => {
    // The browser may keep a page that it leaves, to show it again on Back.
    window.addEventListener("pagehide", forget);
    return () => window.removeEventListener("pagehide", forget);
  }, [forget]);
  return { shown, show, forget };
}
