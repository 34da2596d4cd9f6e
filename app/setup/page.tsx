import type { Metadata } from "next";
import { SetupGate } from "@/components/setup/setup-gate";
import { checkSetupLink, setUpAccount } from "./actions";

export const metadata: Metadata = { title: "Set up" };

export default function SetupPage() {
  return <SetupGate check={checkSetupLink} setUp={setUpAccount} />;
}
