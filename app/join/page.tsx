import type { Metadata } from "next";
import { JoinGate } from "@/components/join/join-gate";
import { ownOrigins } from "@/lib/web/check-origin";
import { acceptInvitation, checkInvitation } from "./actions";

export const metadata: Metadata = { title: "Join" };

export default function JoinPage() {
  return <JoinGate origins={ownOrigins()} check={checkInvitation} join={acceptInvitation} />;
}
