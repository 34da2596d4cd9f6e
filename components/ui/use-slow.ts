import { useEffect, useState } from "react";

/** Whether something has been under way for longer than a blink. @param ms what a blink is. */
export function useSlow(pending: boolean, ms = 200): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setSlow(true), ms);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [pending, ms]);
  return pending && slow;
}
