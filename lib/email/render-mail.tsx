import { render } from "@react-email/components";
import type { Told } from "@/lib/core/notice/notice-kinds";
import { LetterHtml } from "./layout/letter-html";
import { letterText } from "./layout/letter-text";
import type { Letter } from "./letter";
import { letterOf } from "./letter-of";

export type RenderedMail = { subject: string; html: string; text: string };

/**
 * Writes a mail. How far off an end is goes by the calendar of the account's zone at the time of sending, so that a late mail is right.
 * @param told one notice, or several of passcodes of one account. A link whose `token` is null is only shown, and leads nowhere.
 * @param now when it is sent. @param publicUrl where the console is, without a slash at the end.
 * @returns a subject of one line and at most 150 characters, and the same letter as HTML and as plain text.
 * @throws Error where it tells nothing, or mixes what is told in one mail with what is not.
 */
export async function renderMail(mail: { told: readonly Told[]; now: Date; publicUrl: string }): Promise<RenderedMail> {
  return renderLetter(letterOf(mail.told, mail));
}

/** The two forms of a letter. */
export async function renderLetter(letter: Letter): Promise<RenderedMail> {
  return { subject: letter.subject, html: await render(<LetterHtml letter={letter} />), text: letterText(letter) };
}
