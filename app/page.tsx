import { redirect } from "next/navigation";
import { homeOf } from "@/components/shell/home-of";
import { requireSession } from "@/lib/web/session";

export default async function HomePage() {
  const { actor } = await requireSession("/");
  redirect(homeOf(actor.role));
}
