import type { ReactNode } from "react";
import { Wordmark } from "./wordmark";

type GatePageProps = { heading: string; lead?: ReactNode; children: ReactNode };

/** The page of those who are still outside: one sheet under a battlement. */
export function GatePage({ heading, lead, children }: GatePageProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[1fr_auto_1.4fr] px-4 py-6">
      <main className="row-start-2 mx-auto w-full max-w-sm">
        <div className="mb-5 flex justify-center">
          <Wordmark />
        </div>
        <div className="battlement text-patina" aria-hidden />
        <div className="grid gap-5 rounded-b-lg border border-t-0 border-rule-strong bg-sheet p-6 shadow-lift">
          <header className="grid gap-1">
            <h1 className="font-semibold text-xl">{heading}</h1>
            {lead && <p className="text-ink-soft">{lead}</p>}
          </header>
          {children}
        </div>
      </main>
    </div>
  );
}
