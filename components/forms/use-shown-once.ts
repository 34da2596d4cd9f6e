import { useCallback, useState } from "react";
import { usePageLeave } from "@/components/ui/use-page-leave";

/** Something that is shown once: it lives in this state and ends with the dialog, or when the page is left. */
export function useShownOnce<Thing>(onClose: () => void) {
  const [shown, show] = useState<Thing | null>(null);
  const forget = useCallback(() => {
    show(null);
    onClose();
  }, [onClose]);
  usePageLeave(forget);
  return { shown, show, forget };
}
