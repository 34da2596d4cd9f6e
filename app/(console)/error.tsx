"use client";
import { Failure } from "@/components/shell/failure";
import { PageHead } from "@/components/shell/page-head";

export default function ConsoleErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <>
      <PageHead heading="This page could not be made" />
      <Failure error={error} />
    </>
  );
}
