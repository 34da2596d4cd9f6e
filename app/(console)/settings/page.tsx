import { redirect } from "next/navigation";
import { settingsPlaces } from "@/components/settings/settings-places";
import { may } from "@/lib/core/permissions";
import { requireSession } from "@/lib/web/session";

export default async function SettingsPage() {
  const { actor } = await requireSession("/settings");
  redirect(settingsPlaces.find(({ needs }) => may(actor, needs))?.href ?? "/");
}
