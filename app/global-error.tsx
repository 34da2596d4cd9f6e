"use client";
import "./globals.css";
import { GatePage } from "@/components/brand/gate-page";
import { Failure } from "@/components/shell/failure";

export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <GatePage heading="This page could not be made">
          <Failure error={error} />
        </GatePage>
      </body>
    </html>
  );
}
