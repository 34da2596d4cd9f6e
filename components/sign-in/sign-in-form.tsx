"use client";
import { useState } from "react";
import type { Command } from "@/components/forms/use-command";
import { CodeStep } from "./code-step";
import { PasswordStep } from "./password-step";

type SignInFormProps = {
  signIn: Command<{ challenge: string } | null>;
  answer: Command<null>;
  next: string;
};

/** E-mail and password, then a TOTP code where there is one. The challenge lives here, in memory, and nowhere else. */
export function SignInForm({ signIn, answer, next }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [challenge, setChallenge] = useState<string | null>(null);
  const [message, setMessage] = useState<string>();
  const enter = () => window.location.assign(next);
  const again = (why?: string) => {
    setMessage(why);
    setChallenge(null);
  };
  if (challenge) return <CodeStep {...{ challenge, answer }} onRight={enter} onOver={again} />;
  const onRight = (asked: { challenge: string } | null, typed: string) => {
    setEmail(typed);
    if (asked) setChallenge(asked.challenge);
    else enter();
  };
  return <PasswordStep {...{ signIn, email, message, onRight }} />;
}
