"use client";
import { useNow } from "@/components/time/now";
import { When } from "@/components/time/when";
import { StateMark } from "@/components/ui/state-mark";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";
import { deliveryMarks } from "./notification-words";
import { useRetrying } from "./retry-place";

/** What became of a mail: when it is tried again, and what the mail server said. */
export function DeliveryState({ delivery }: { delivery: DeliveryView }) {
  const { state, error, next_attempt_at } = delivery;
  if (useRetrying()?.sendingId === delivery.id) return <span className="text-ink-soft">Being sent again…</span>;
  return (
    <span className="grid gap-0.5">
      <span className="flex flex-wrap items-baseline gap-x-1.5">
        <StateMark state={deliveryMarks[state]} />
        {next_attempt_at && <NextAttempt at={next_attempt_at} />}
      </span>
      {error && state !== "sent" && <ServerWords error={error} isOver={state === "failed"} />}
    </span>
  );
}

function NextAttempt({ at }: { at: string }) {
  const isDue = Date.parse(at) <= useNow();
  return <span className="text-ink-soft text-xs">{isDue ? "now" : <When at={at} />}</span>;
}

const ServerWords = ({ error, isOver }: { error: string; isOver: boolean }) => (
  <q className={`wrap-anywhere line-clamp-2 text-xs ${isOver ? "text-brick" : "text-ink-soft"}`}>{error}</q>
);
