"use client";
import { ConfirmActions } from "@/components/forms/confirm-actions";
import type { DialogProps } from "@/components/forms/dialog-place";
import { KeyReveal } from "@/components/forms/key-reveal";
import { RevealDialog } from "@/components/forms/reveal-dialog";
import { type Command, useCommand } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";

type ApiKeyDialogProps = DialogProps & {
  user: { name: string; org_user_id: number };
  create: Command<{ key: string }>;
};
type Issued = { name: string; key: string };

/** A user's API key, the one time that it is shown; it takes the place of the one before. */
export function ApiKeyDialog({ user, create, ...dialog }: ApiKeyDialogProps) {
  return (
    <RevealDialog<Issued>
      heading={`API key for ${user.name}`}
      {...dialog}
      reveal={({ key }, reveal) => (
        <KeyReveal noun="API key" secret={key} {...reveal}>
          <p>
            Sent as <code className="font-mono text-xs">x-api-key</code>. If it is lost, replace it.
          </p>
        </KeyReveal>
      )}
    >
      {(onCreated) => <Ask {...{ user, create, onCreated }} />}
    </RevealDialog>
  );
}

type AskProps = Pick<ApiKeyDialogProps, "user" | "create"> & { onCreated: (issued: Issued) => void };

function Ask({ user: { name, org_user_id }, create, onCreated }: AskProps) {
  const { run, isPending, error } = useCommand(create);
  const done = ({ key }: { key: string }) => onCreated({ name: `${name}'s API key`, key });
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        run({ org_user_id }, { done });
      }}
    >
      {error && <Alert wrong>{error}</Alert>}
      <p className="text-sm">
        It never ends by itself and has the rights of {name}. Where there is one already, that one is refused at once.
      </p>
      <ConfirmActions pending={isPending}>Create & View</ConfirmActions>
    </form>
  );
}
