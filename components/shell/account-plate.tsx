import { CopyButton } from "@/components/ui/copy-button";
import { AccountMenu, type Switching } from "./account-menu";

type AccountPlateProps = { account: { id: string; name: string }; switching: Switching };

/** Which account one is in, and the id that its API calls carry; a menu where there is another to go to. */
export function AccountPlate({ account, switching }: AccountPlateProps) {
  const hasChoice = switching.accounts.length > 1 || switching.add !== null;
  return (
    <section aria-label="Account" className="grid gap-0.5 px-2.5">
      {hasChoice ? (
        <AccountMenu account={account} switching={switching} />
      ) : (
        <p className="truncate font-medium" title={account.name}>
          {account.name}
        </p>
      )}
      <p className="flex items-center gap-1 text-ink-soft">
        <span className="sr-only">Account id </span>
        <code className="font-mono text-xs">{account.id}</code>
        <CopyButton text={account.id} label="Copy the account id" />
      </p>
    </section>
  );
}
