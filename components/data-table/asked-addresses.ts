/**
 * What of the addresses asked for, one after the other, still counts; a change comes on top of the last of them.
 * @param asked begins with where the first of them was asked for.
 * @param here where the page is: at the last one when it has come, at an earlier one while it is on its way, elsewhere by Back or a link.
 * @returns at least one address.
 */
export const stillAsked = (asked: readonly string[], here: string): readonly string[] =>
  asked.includes(here) && here !== asked.at(-1) ? asked : [here];
