import type { Metadata } from "next";
import { ResetGate } from "@/components/mailed-link/reset-gate";
import { ownOrigins } from "@/lib/web/check-origin";
import { checkPasswordLink, resetPassword } from "./actions";

export const metadata: Metadata = { title: "New password" };

export default function ResetPasswordPage() {
  return <ResetGate origins={ownOrigins()} check={checkPasswordLink} reset={resetPassword} />;
}
