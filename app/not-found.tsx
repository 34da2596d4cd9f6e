import type { Metadata } from "next";
import Link from "next/link";
import { GatePage } from "@/components/brand/gate-page";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <GatePage heading="There is nothing at this address">
      <p className="text-ink-soft">It may have been deleted, or the address was cut short on its way to you.</p>
      <Button asChild look="primary" className="justify-self-start">
        <Link href="/passcodes">Go to the passcodes</Link>
      </Button>
    </GatePage>
  );
}
