import Link from "next/link";
import { PageHead } from "@/components/shell/page-head";
import { Button } from "@/components/ui/button";

export default function PasscodeNotFoundPage() {
  return (
    <>
      <PageHead heading="There is no such passcode" />
      <p className="mb-4 text-ink-soft">It may have been deleted, or the address was cut short on its way to you.</p>
      <Button asChild look="primary">
        <Link href="/passcodes">Go to the passcodes</Link>
      </Button>
    </>
  );
}
