"use client";
import { GatePage } from "@/components/brand/gate-page";
import { Failure } from "@/components/shell/failure";

export default function ErrorPage(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <GatePage heading="This page could not be made">
      <Failure {...props} />
    </GatePage>
  );
}
