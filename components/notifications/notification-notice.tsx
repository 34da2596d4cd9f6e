import { Alert } from "@/components/ui/alert";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";

/** What a mail's state asks for; nothing where it arrived. */
export function NotificationNotice({ delivery: { state, error } }: { delivery: DeliveryView }) {
  if (state === "cancelled") {
    return <Alert>It was no longer true before it was sent, and nobody was told.</Alert>;
  }
  if (!error || (state !== "failed" && state !== "retrying")) return null;
  return (
    <Alert wrong={state === "failed"}>
      {state === "failed" ? "It was given up. " : "It did not go out yet. "}
      The mail server said: <q className="wrap-anywhere">{error}</q>
    </Alert>
  );
}
