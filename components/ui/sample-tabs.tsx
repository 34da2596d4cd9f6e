"use client";
import { CopyButton } from "./copy-button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "./tabs";

export type Sample = { id: string; language: string; code: string };

/** The same program in several languages, one in sight. @param samples one at least */
export function SampleTabs({ samples, onCopied }: { samples: readonly Sample[]; onCopied?: () => void }) {
  return (
    <Tabs defaultValue={samples[0]?.id} className="grid min-w-0 gap-2">
      <TabsList aria-label="Try it">
        {samples.map(({ id, language }) => (
          <TabsTrigger key={id} value={id}>
            {language}
          </TabsTrigger>
        ))}
      </TabsList>
      {samples.map(({ id, language, code }) => (
        <TabsContent key={id} value={id} className="relative min-w-0">
          <pre className="max-h-56 overflow-y-auto whitespace-pre-wrap break-all rounded-md bg-well py-2 pr-10 pl-3 font-mono text-xs leading-5">
            {code}
          </pre>
          <CopyButton
            text={code}
            label={`Copy the ${language} sample`}
            onCopied={onCopied}
            className="absolute top-2 right-2 bg-well"
          />
        </TabsContent>
      ))}
    </Tabs>
  );
}
