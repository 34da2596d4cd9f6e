"use client";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { frameMail, hasDarkLook } from "./frame-mail";

type Mail = { subject: string; html: string; text: string };

/** A mail as it was sent: its look by day and by night, and its text. */
export function MailView({ mail }: { mail: Mail }) {
  const { subject, html, text } = mail;
  const isDarkToo = hasDarkLook(html);
  return (
    <Tabs defaultValue="light">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border border-b-0 bg-sheet px-3 py-2">
        <TabsList aria-label="The mail's versions">
          <TabsTrigger value="light">{isDarkToo ? "Light" : "As sent"}</TabsTrigger>
          {isDarkToo && <TabsTrigger value="dark">Dark</TabsTrigger>}
          <TabsTrigger value="text">Text</TabsTrigger>
        </TabsList>
        <p className="text-ink-soft text-xs">Its links open nothing here.</p>
      </div>
      <TabsContent value="light">
        <MailFrame html={html} title={`The mail “${subject}”`} scheme="light" />
      </TabsContent>
      {isDarkToo && (
        <TabsContent value="dark">
          <MailFrame html={html} title={`The mail “${subject}”, in the dark`} scheme="dark" />
        </TabsContent>
      )}
      <TabsContent value="text">
        <pre className="wrap-anywhere whitespace-pre-wrap border bg-sheet p-4 font-mono text-sm">{text}</pre>
      </TabsContent>
    </Tabs>
  );
}

type MailFrameProps = { html: string; title: string; scheme: "light" | "dark" };

/** Sandboxed without any right: no script, no form, no window, and an origin that is nobody's. */
const MailFrame = ({ html, title, scheme }: MailFrameProps) => (
  <iframe
    title={title}
    sandbox=""
    srcDoc={frameMail(html, scheme)}
    style={{ colorScheme: scheme, background: scheme === "light" ? "#fff" : "#111" }}
    className="block h-[70dvh] min-h-96 w-full resize-y border"
  />
);
