import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/core/action-result";

export type Gate<Answer> =
  | { is: "checking" }
  | { is: "closed"; message: string }
  | { is: "open"; link: string; answer: Answer };

/**
 * Reads a link's token out of the address's fragment, where no server and no log sees it, takes it out of the history, and asks
 * whether it opens; `recheck` asks again.
 */
export function useGateLink<Answer>(check: (input: unknown) => Promise<ActionResult<Answer>>) {
  const [gate, setGate] = useState<Gate<Answer>>({ is: "checking" });
  const linkRef = useRef("");
  const recheck = useCallback(async () => {
    const link = linkRef.current;
    const result = await check({ link }).catch(() => null);
    if (result?.ok) setGate({ is: "open", link, answer: result.data });
    else setGate({ is: "closed", message: result?.message ?? "Watchword did not answer. Open the link again." });
  }, [check]);
  useEffect(() => {
    const open = () => {
      linkRef.current = window.location.hash.slice(1) || linkRef.current;
      window.history.replaceState(null, "", window.location.pathname);
      return recheck();
    };
    const reopen = () => window.location.hash && open();
    open();
    window.addEventListener("hashchange", reopen);
    return () => window.removeEventListener("hashchange", reopen);
  }, [recheck]);
  return { gate, recheck };
}
