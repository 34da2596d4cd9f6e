"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { SavedActions } from "@/components/forms/saved-actions";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

/** The one time that the recovery codes are shown. Done opens by copying or downloading them, or by saying that they are kept. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const [saved, setSaved] = useState(false);
  const text = codes.join("\n");
  return (
    <div className="grid min-w-0 gap-4">
      <p className="border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
        <strong className="font-semibold">These codes cannot be shown again.</strong> Each lets you in once in place of
        your phone. Keep them where you will find them without it.
      </p>
      <ul className="grid gap-x-6 gap-y-1 rounded-md border border-patina border-dashed bg-patina-wash px-3 py-2 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label="Copy the recovery codes" focusFirst onCopied={() => setSaved(true)}>
          Copy
        </CopyButton>
        <Button
          onClick={() => {
            download("watchword-recovery-codes.txt", `${text}\n`);
            setSaved(true);
          }}
        >
          <Download aria-hidden />
          Download
        </Button>
      </div>
      <SavedActions label="I have saved them" onSaved={setSaved} {...{ saved, onDone }} />
    </div>
  );
}

function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
