"use client";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { PageHead } from "@/components/shell/page-head";
import { Button } from "@/components/ui/button";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { deedsFor } from "./deeds";
import type { PasscodeActions, PasscodeHome } from "./passcode-actions";
import { type OpenDialog, PasscodeDialogs } from "./passcode-dialogs";

type PasscodeHeadProps = { passcode: PasscodeView; actions: PasscodeActions; home: PasscodeHome };

/** The head of a passcode's own page: its name, and what can be done with it. */
export function PasscodeHead({ passcode, actions, home }: PasscodeHeadProps) {
  const router = useRouter();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const deeds = actions.update ? deedsFor(passcode) : [];
  return (
    <PageHead heading={passcode.name}>
      {deeds.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {deeds.map(({ kind, label, icon: Icon, danger }) => (
            <Button
              key={kind}
              id={`deed-${kind}`}
              className={danger ? "text-brick" : undefined}
              onClick={() => setDialog({ kind, passcode, from: `deed-${kind}` })}
            >
              <Icon aria-hidden />
              {label}…
            </Button>
          ))}
        </div>
      )}
      <PasscodeDialogs
        open={dialog}
        {...{ close, actions, home }}
        fallbackId="deed-edit"
        onDeleted={() => router.push("/passcodes")}
      />
    </PageHead>
  );
}
