import { z } from "zod";

/** Text that is looked for, as it is; NUL is in no text that PostgreSQL keeps, and it would refuse the whole query. */
export const searchTextSchema = (what: string, lengthMax: number) =>
  z
    .string(`${what}: text is needed.`)
    .max(lengthMax, `${what}: at most ${lengthMax} characters.`)
    .refine((text) => !text.includes("\0"), `${what}: NUL is not allowed.`);
