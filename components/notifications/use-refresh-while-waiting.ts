import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";

const everyMs = 3000;

const isOnItsWay = ({ state, next_attempt_at: next }: DeliveryView, now: string) =>
  state === "queued" || (state === "retrying" && next !== null && next <= now);

/** Reads the page again while a mail in it is on its way: what becomes of it is seen without a reload. @param now of the page. */
export function useRefreshWhileWaiting(data: readonly DeliveryView[], now: string): void {
  const router = useRouter();
  const isWaiting = data.some((one) => isOnItsWay(one, now));
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [isWaiting, router]);
}
