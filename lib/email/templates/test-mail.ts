import type { Letter } from "@/lib/email/letter";
import { plain, subjectLine } from "@/lib/email/words/name-words";

/** Shows that mails arrive. */
export function testLetter({ account, name }: { account: string; name: string }, publicUrl: string): Letter {
  return {
    subject: subjectLine("Test mail from Watchword"),
    account,
    heading: "Mails arrive",
    lead: [
      `${plain(name)} sent this test mail from the console. As it is here, the reminders of ${plain(account)} can arrive too.`,
    ],
    facts: [],
    groups: [],
    action: { label: "Open Notifications", href: `${publicUrl}/notifications` },
    after: [],
    why: ["You get this mail because you asked for it."],
  };
}
