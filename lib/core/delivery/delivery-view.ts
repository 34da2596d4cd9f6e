import { z } from "zod";
import { noticeKinds } from "@/lib/core/notice/notice-kinds";

export const deliveryStates = ["queued", "retrying", "sent", "failed", "cancelled"] as const;
export const deliveryChannels = ["mail", "console"] as const;

/** One mail, or what stands in its place, as the console lists it. */
export const deliveryView = z.object({
  id: z.uuid(),
  recipient: z.string(),
  channel: z.enum(deliveryChannels),
  state: z.enum(deliveryStates),
  kinds: z.array(z.enum(noticeKinds)),
  /** What it speaks of, each once, by name: three of them at most. */
  subjects: z.array(z.string()),
  subject_count: z.int(),
  attempts: z.int(),
  next_attempt_at: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  created_at: z.iso.datetime(),
  sent_at: z.iso.datetime().nullable(),
});
export type DeliveryView = z.output<typeof deliveryView>;
