import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Wordmark } from "@/components/brand/wordmark";
import { previewMail, sampleNames } from "@/lib/email/testing/preview-mail";

export const metadata: Metadata = { title: "Mails" };

/** Every kind of mail as everybody is told of it, side by side; for those who work on Watchword. */
export default async function MailPreviewPage() {
  const mails = await Promise.all(sampleNames.map(async (name) => ({ name, mail: await previewMail(name) })));
  if (mails.some(({ mail }) => mail === null)) notFound();
  return (
    <main className="mx-auto grid max-w-[90rem] gap-6 p-6">
      <Wordmark />
      <h1 className="font-semibold text-xl">Mails</h1>
      <ul className="grid gap-8 lg:grid-cols-2">
        {mails.map(({ name, mail }) => (
          <li key={name} className="grid min-w-0 gap-2">
            <h2 className="font-semibold">{mail?.subject}</h2>
            <p className="flex gap-4 text-ink-soft">
              <code className="font-mono">{name}</code>
              <a className="underline" href={`/dev/mail/${name}`}>
                HTML
              </a>
              <a className="underline" href={`/dev/mail/${name}?text=1`}>
                Text
              </a>
            </p>
            <iframe
              sandbox=""
              title={name}
              srcDoc={mail?.html}
              className="h-[36rem] w-full border border-rule-strong"
            />
          </li>
        ))}
      </ul>
    </main>
  );
}
