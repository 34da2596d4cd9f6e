import type { Metadata, Route } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { GatePage } from "@/components/brand/gate-page";
import { OwnAddressNotice } from "@/components/brand/own-address-notice";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { ownOrigins } from "@/lib/web/check-origin";
import { ownPath } from "@/lib/web/own-path";
import { currentSession } from "@/lib/web/session";
import { answerChallenge, signIn } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = ownPath((await searchParams).next, "/");
  if (await currentSession()) redirect(next as Route);
  return (
    <GatePage heading="Sign in" lead="Say who you are, and the word.">
      <OwnAddressNotice origins={ownOrigins()} />
      <SignInForm signIn={signIn} answer={answerChallenge} next={next} />
      <Link href="/forgot-password" className="justify-self-start text-ink-soft underline">
        Forgot your password?
      </Link>
    </GatePage>
  );
}
