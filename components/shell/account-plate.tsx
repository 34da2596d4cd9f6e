import { CopyButton } from "@/components/ui/copy-button";

/** Which account one is in, and the id that its API calls carry. */
export function AccountPlate({ account }: { account: { id: string; name: string } }) {
  return (
    <section aria-label="Account" className="grid gap-0.5 px-2.5">
      <p className="truncate font-medium" title={account.name}>
        {account.name}
      </p>
      <p className="flex items-center gap-1 text-ink-soft">
        <span className="sr-only">Account id </span>
        <code className="font-mono text-xs">{account.id}</code>
        <CopyButton text={account.id} label="Copy the account id" />
      </p>
    </section>
  );
}
