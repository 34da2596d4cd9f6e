import { z } from "zod";
import { dayMs } from "@/lib/core/clock";
import { command } from "@/lib/core/command";

/** Longer than the earliest reminder before an end, so that nobody is told twice. */
const keptDays = 400;
const linkKeptDays = 30;

/** Forgets mails, and what they told, after 400 days; spent links after 30. @returns how many mails went. */
export const purgeNotices = command({
  name: "notice.purge",
  input: z.strictObject({}),
  touches: null,
  run: async ({ db, now }) => {
    const before = (days: number) => ({ lte: new Date(now.getTime() - days * dayMs) });
    const { count } = await db.delivery.deleteMany({ where: { createdAt: before(keptDays) } });
    await db.notice.deleteMany({ where: { createdAt: before(keptDays), deliveryId: null } });
    await db.mailedLink.deleteMany({ where: { expiresAt: before(linkKeptDays) } });
    return { output: { purged: count }, audit: [] };
  },
});
