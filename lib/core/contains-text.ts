/** A LIKE pattern for text that has `part` in it, as it is. */
export const containsText = (part: string): string => `%${part.replace(/[\\%_]/g, "\\$&")}%`;
