"use client";
import { Failure } from "@/components/shell/failure";
import { PageHead } from "@/components/shell/page-head";

export default function ConsoleErrorPage(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <PageHead heading="This page could not be made" />
      <Failure {...props} />
    </>
  );
}
