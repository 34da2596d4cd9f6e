"use client";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const NowContext = createContext<number>(0);
const minuteMs = 60_000;

/** Carries the present time to what is below: the server's at first paint, so that both sides write the same; then each minute. */
export function NowProvider({ now, children }: { now: string; children: ReactNode }) {
  const [present, setPresent] = useState(() => Date.parse(now));
  useEffect(() => {
    const timer = setInterval(() => setPresent(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  // What was just done is not in the future: the page that was read anew brings its own time.
  return <NowContext.Provider value={Math.max(present, Date.parse(now))}>{children}</NowContext.Provider>;
}

/** The present time in milliseconds, under a NowProvider. */
export const useNow = () => useContext(NowContext);
