import { z } from "zod";

/** A code as it is typed; whether it is right is the server's to say. */
export const codeText = z.string().trim().min(1, "Code: six digits, or a recovery code.");
