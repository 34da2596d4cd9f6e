import type { Metadata } from "next";
import { headers } from "next/headers";
import { Suspense } from "react";
import { PasscodesLoading } from "@/components/passcodes/passcodes-loading";
import { PasscodesPanel } from "@/components/passcodes/passcodes-panel";
import { PageHead } from "@/components/shell/page-head";
import { Alert } from "@/components/ui/alert";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { may } from "@/lib/core/permissions";
import { env } from "@/lib/env";
import { requestInfo } from "@/lib/web/request-info";
import { requireSession, type Session } from "@/lib/web/session";
import { createPasscode, deletePasscode } from "./actions";

export const metadata: Metadata = { title: "Passcodes" };

export default async function PasscodesPage() {
  const session = await requireSession("/passcodes");
  if (!may(session.actor, "passcode.list")) {
    return (
      <>
        <PageHead heading="Passcodes" />
        <Alert>Your role does not show the account's passcodes. Ask an administrator if you need them.</Alert>
      </>
    );
  }
  return (
    <Suspense fallback={<PasscodesLoading />}>
      <Passcodes session={session} />
    </Suspense>
  );
}

async function Passcodes({ session: { actor, account } }: { session: Session }) {
  const list = await listPasscodes({ actor, request: requestInfo(await headers()) }, {});
  return (
    <PasscodesPanel
      {...list}
      now={new Date().toISOString()}
      accountId={account.id}
      apiUrl={env().PUBLIC_URL}
      create={may(actor, "passcode.create") ? createPasscode : null}
      remove={may(actor, "passcode.delete") ? deletePasscode : null}
    />
  );
}
