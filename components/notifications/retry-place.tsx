"use client";
import { createContext, type ReactNode, useContext, useState } from "react";
import type { Command } from "@/components/forms/use-command";
import { useSpokenCommand } from "@/components/forms/use-spoken-command";

type Retrying = { send: (id: string) => void; sendingId: string | null };

const RetryContext = createContext<Retrying | null>(null);
const said = { said: "It is sent again", description: "Within a minute; what becomes of it stands here." };

/** *Send again* for the mails below; null where the reader may not. By a context the table's columns stay the same. */
export function RetryPlace({ retry, children }: { retry: Command<null>; children: ReactNode }) {
  const { send, isPending } = useSpokenCommand(retry, () => said);
  const [id, setId] = useState<string | null>(null);
  const begin = (id: string) => {
    setId(id);
    send({ id });
  };
  return <RetryContext value={{ send: begin, sendingId: isPending ? id : null }}>{children}</RetryContext>;
}

/** What sends a mail again, and which one is just being sent; null where the reader may not. */
export const useRetrying = () => useContext(RetryContext);
