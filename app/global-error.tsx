"use client";
import "./globals.css";
import { GatePage } from "@/components/brand/gate-page";
import { Failure } from "@/components/shell/failure";

export default function GlobalErrorPage(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <GatePage heading="This page could not be made">
          <Failure {...props} />
        </GatePage>
      </body>
    </html>
  );
}
