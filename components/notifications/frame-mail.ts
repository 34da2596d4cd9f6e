/** What a mail's links would open stays shut in its frame: none may open a window, and none may go on in the frame itself. */
const linksOpenNothing = '<base target="_blank">';

/** A mail as its frame shows it. The mail itself is not changed, but for where its links lead. */
export function frameMail(html: string): string {
  const head = /<head(\s[^>]*)?>/i;
  return head.test(html) ? html.replace(head, (tag) => tag + linksOpenNothing) : linksOpenNothing + html;
}

/** Whether a mail has a look of its own for the dark. */
export const hasDarkLook = (html: string) => /prefers-color-scheme\s*:\s*dark/i.test(html);
