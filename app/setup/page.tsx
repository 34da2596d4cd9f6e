import type { Metadata } from "next";
import { SetupGate } from "@/components/setup/setup-gate";
import { ownOrigins } from "@/lib/web/check-origin";
import { checkSetupLink, setUpAccount } from "./actions";

export const metadata: Metadata = { title: "Set up" };

export default function SetupPage() {
  return <SetupGate origins={ownOrigins()} check={checkSetupLink} setUp={setUpAccount} />;
}
