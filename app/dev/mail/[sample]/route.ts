import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { previewMail } from "@/lib/email/testing/preview-mail";

/** One sample as a mail program shows it; `?text=1`: the plain text. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ sample: string }> },
): Promise<Response> {
  const mail = (await previewMail((await params).sample)) ?? notFound();
  const asText = request.nextUrl.searchParams.has("text");
  return new Response(asText ? `Subject: ${mail.subject}\n\n${mail.text}` : mail.html, {
    headers: { "Content-Type": `text/${asText ? "plain" : "html"}; charset=utf-8` },
  });
}
