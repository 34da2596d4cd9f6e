import { When } from "@/components/time/when";
import { Alert } from "@/components/ui/alert";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";

const dayMs = 86_400_000;
const keptDays = 90;

/** What a passcode's state asks for; nothing where all is well. */
export function PasscodeNotice({ passcode: { status, expires_at, retires_at } }: { passcode: PasscodeView }) {
  if (status === "expired" && expires_at) {
    const goneAt = new Date(Date.parse(expires_at) + keptDays * dayMs).toISOString();
    return (
      <Alert>
        It ended <When at={expires_at} />: calls with it are refused, and it holds no place. Best deleted, if nobody
        needs it again; otherwise it is purged <When at={goneAt} />. A new expiry revives it.
      </Alert>
    );
  }
  if (status === "suspended") return <Alert>It is suspended: every call with it is refused until it is resumed.</Alert>;
  if (retires_at === null) return null;
  return (
    <Alert>
      It is rolling: the new secret and the old one both work. The old one ends <When at={retires_at} />.
    </Alert>
  );
}
