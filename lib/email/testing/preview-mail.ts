import { type RenderedMail, renderMail } from "@/lib/email/render-mail";
import { env } from "@/lib/env";
import { mailSamples, sampleNow } from "./mail-samples";

export const sampleNames = [...mailSamples.keys()];

/** A sample by its name; null where there is none of it, or where mails are not previewed (`MAIL_PREVIEW`, development). */
export async function previewMail(name: string): Promise<RenderedMail | null> {
  const { NODE_ENV, MAIL_PREVIEW, PUBLIC_URL } = env();
  const told = mailSamples.get(name);
  if (!told || (NODE_ENV !== "development" && MAIL_PREVIEW !== "on")) return null;
  return renderMail({ told, now: sampleNow, publicUrl: PUBLIC_URL });
}
