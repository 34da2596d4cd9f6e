/** What a mail's links would open stays shut in its frame: none may open a window, and none may go on in the frame itself. */
const linksOpenNothing = '<base target="_blank">';
const darkLook = /\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi;
const head = /<head(\s[^>]*)?>/i;

/** Whether a mail has a look of its own for the dark. */
export const hasDarkLook = (html: string) => html.search(darkLook) >= 0;

/** A mail as its frame shows it, by day or by night whatever the reader's own theme. Nothing else of it is changed. */
export function frameMail(html: string, scheme: "light" | "dark"): string {
  const chosen = html.replace(darkLook, scheme === "dark" ? "(min-width: 0)" : "(max-width: 0)");
  return head.test(chosen) ? chosen.replace(head, (tag) => tag + linksOpenNothing) : linksOpenNothing + chosen;
}
