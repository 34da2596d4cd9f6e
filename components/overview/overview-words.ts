import type { ExpiryMonth } from "@/lib/core/overview/overview-view";

type Counts = Pick<ExpiryMonth, "account_count" | "user_count">;

const months = "January,February,March,April,May,June,July,August,September,October,November,December".split(",");

/** "1 mail", "3 mails". */
export const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const accountPasscodes = (count: number) => counted(count, "account passcode", "account passcodes");
export const usersPasscodes = (count: number) => counted(count, "user's passcode", "users' passcodes");

/** "4 account passcodes, 11 users' passcodes", without what is none. */
export function bothInWords({ account_count, user_count }: Counts): string {
  const parts = [account_count > 0 && accountPasscodes(account_count), user_count > 0 && usersPasscodes(user_count)];
  return parts.filter(Boolean).join(", ") || "none";
}

/** "2026-12": its name, and its year. */
export function monthInWords(month: string): { name: string; year: string } {
  const [year = "", number] = month.split("-");
  return { name: months[Number(number) - 1] ?? month, year };
}

/** "December 2026: 4 account passcodes, 11 users' passcodes". */
export function endsInWords({ month, ...counts }: ExpiryMonth): string {
  const { name, year } = monthInWords(month);
  return `${name} ${year}: ${bothInWords(counts)}`;
}
