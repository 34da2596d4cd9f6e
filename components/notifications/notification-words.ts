import type { State } from "@/components/ui/state-mark";
import { type DeliveryView, deliveryStates } from "@/lib/core/delivery/delivery-view";
import { type NoticeKind, noticeKinds } from "@/lib/core/notice/notice-kinds";

const kindWords: Record<NoticeKind, string> = {
  expiry: "End of a passcode",
  retirement: "End of an old secret",
  passcode_granted: "Passcode granted",
  passcode_reset: "Passcode reset",
  passcode_revoked: "Passcode revoked",
  private_token_made: "New private token",
  private_token_expiry: "End of a private token",
  invitation: "Invitation",
  password_reset: "Password link",
  password_changed: "Password changed",
  new_device: "Sign-in from a new device",
  totp_changed: "TOTP changed",
  email_change: "E-mail to confirm",
  email_changed: "E-mail changed",
};

/** How each state of a mail is shown. */
export const deliveryMarks: Record<DeliveryView["state"], State> = {
  queued: { word: "Queued", colour: "resting", shape: "ring" },
  retrying: { word: "Will retry", colour: "warning", shape: "triangle" },
  sent: { word: "Sent", colour: "well", shape: "disc" },
  failed: { word: "Failed", colour: "wrong", shape: "cross" },
  cancelled: { word: "Cancelled", colour: "resting", shape: "barred" },
};

export const channelWords: Record<DeliveryView["channel"], string> = { mail: "Mail", console: "This page" };

/** What the table's filters offer. */
export const stateOptions = deliveryStates.map((state) => [state, deliveryMarks[state].word] as const);
export const kindOptions = noticeKinds.map((kind) => [kind, kindWords[kind]] as const);

/** What a mail is about, in words; what fell due together stands in one mail. */
export const kindsInWords = ({ kinds }: Pick<DeliveryView, "kinds">) =>
  kinds.map((kind) => kindWords[kind]).join(", ") || "Nothing any more";

/** The names of what it speaks of: "Acme, Globex, Initech and 4 more". */
export function namesInWords({ subjects, subject_count }: Pick<DeliveryView, "subjects" | "subject_count">): string {
  const more = subject_count - subjects.length;
  return more > 0 ? `${subjects.join(", ")} and ${more} more` : subjects.join(", ");
}
