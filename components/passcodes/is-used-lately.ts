const dayMs = 86_400_000;
const latelyDays = 7;

/** Whether it was used in the last 7 days: then somebody will miss it. @param now milliseconds */
export const isUsedLately = ({ last_used_at: at }: { last_used_at: string | null }, now: number) =>
  at !== null && Date.parse(at) > now - latelyDays * dayMs;
