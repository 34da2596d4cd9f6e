"use client";
import { useId, useState } from "react";
import { PageSection } from "@/components/shell/page-section";
import { SampleTabs } from "@/components/ui/sample-tabs";
import { Select } from "@/components/ui/select";
import type { Policy } from "@/lib/core/account/policy";
import { type Dialect, dialectRequests, variablesOf } from "./dialect-requests";
import { dialectSamples } from "./dialect-samples";
import { dialectWords } from "./policy-words";

type DialectCallsProps = { apiUrl: string; accountId: string; dialects: Policy["dialects"] };

/** The first call in each dialect, in the reader's language. */
export function DialectCalls({ apiUrl, accountId, dialects }: DialectCallsProps) {
  const [dialect, setDialect] = useState<Dialect>("passcode");
  const id = useId();
  const request = dialectRequests(accountId)[dialect];
  return (
    <PageSection heading="Calling in each dialect">
      <div className="grid max-w-2xl min-w-0 gap-3">
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <label htmlFor={id} className="text-ink-soft">
            Dialect
          </label>
          <Select id={id} value={dialect} onChange={(event) => setDialect(event.target.value as Dialect)}>
            {Object.entries(dialectWords).map(([name, words]) => (
              <option key={name} value={name}>
                {words.name}
              </option>
            ))}
          </Select>
          {!dialects[dialect] && <span className="text-amber">Off in this account: refused as if it were wrong.</span>}
        </div>
        <p className="text-ink-soft text-sm">
          Runs as it stands, with {variablesOf(request).join(" and ")} in the environment.
        </p>
        <SampleTabs key={dialect} samples={dialectSamples(apiUrl, request)} />
      </div>
    </PageSection>
  );
}
