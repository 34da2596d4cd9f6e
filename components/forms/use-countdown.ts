import { useEffect, useState } from "react";

/** Seconds that are left, counted down to 0; `start` begins anew. */
export function useCountdown(): { leftSeconds: number; start: (seconds: number) => void } {
  const [leftSeconds, setLeftSeconds] = useState(0);
  useEffect(() => {
    if (leftSeconds <= 0) return;
    const timer = setTimeout(() => setLeftSeconds(leftSeconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [leftSeconds]);
  return { leftSeconds, start: setLeftSeconds };
}
