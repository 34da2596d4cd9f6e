import type { Metadata } from "next";
import { confirmSession } from "@/app/(console)/settings/actions";
import { ProfileForm } from "@/components/settings/profile-form";
import { PageHead } from "@/components/shell/page-head";
import { requireSession } from "@/lib/web/session";
import { updateProfile } from "./actions";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { user } = await requireSession("/settings/profile");
  return (
    <>
      <PageHead heading="Profile" />
      <ProfileForm profile={user} update={updateProfile} confirm={confirmSession} />
    </>
  );
}
