import type { Metadata } from "next";
import { GatePage } from "@/components/brand/gate-page";
import { OwnAddressNotice } from "@/components/brand/own-address-notice";
import { ForgotForm } from "@/components/mailed-link/forgot-form";
import { NoMailServer } from "@/components/mailed-link/no-mail-server";
import { hasMailServer } from "@/lib/core/mailed-link/mailed-link";
import { ownOrigins } from "@/lib/web/check-origin";
import { forgetPassword } from "./actions";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgotPasswordPage() {
  return (
    <GatePage heading="Forgotten password" lead="A link to choose a new one comes by mail.">
      <OwnAddressNotice origins={ownOrigins()} />
      {hasMailServer() ? <ForgotForm forget={forgetPassword} /> : <NoMailServer />}
    </GatePage>
  );
}
