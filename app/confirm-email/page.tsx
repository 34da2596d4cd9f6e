import type { Metadata } from "next";
import { ConfirmEmailGate } from "@/components/mailed-link/confirm-email-gate";
import { ownOrigins } from "@/lib/web/check-origin";
import { checkEmailLink, confirmEmail } from "./actions";

export const metadata: Metadata = { title: "New e-mail" };

export default function ConfirmEmailPage() {
  return <ConfirmEmailGate origins={ownOrigins()} check={checkEmailLink} confirm={confirmEmail} />;
}
