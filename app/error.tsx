"use client";
import { GatePage } from "@/components/brand/gate-page";
import { Failure } from "@/components/shell/failure";

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <GatePage heading="This page could not be made">
      <Failure error={error} />
    </GatePage>
  );
}
