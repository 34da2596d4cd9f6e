import { classNames } from "@/components/ui/class-names";
import type { ExpiryMonth } from "@/lib/core/overview/overview-view";
import { endsInWords, monthInWords } from "./overview-words";

const barMaxPx = 72;
const barMinPx = 3;

const looks = {
  account: { bar: "bg-patina", label: "Account passcodes" },
  user: { bar: "hatched text-patina", label: "Users' passcodes" },
} as const;

/** How many passcodes end in each month: a bar of two parts, and the numbers beneath. To a screen reader a list of sentences. */
export function MonthsStrip({ months, zone }: { months: ExpiryMonth[]; zone: string }) {
  const most = Math.max(...months.map(({ account_count, user_count }) => account_count + user_count));
  if (most === 0) return <p className="text-ink-soft text-sm">No passcode ends in these months.</p>;
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(barMinPx, Math.round((count / most) * barMaxPx)));
  return (
    <div className="grid gap-x-6 gap-y-2 @3xl:grid-cols-[12rem_minmax(0,1fr)]">
      <Legend />
      <ol className="grid grid-cols-12">
        {months.map((month, index) => (
          <Month key={month.month} month={month} heightOf={heightOf} isFirst={index === 0} />
        ))}
      </ol>
      <p className="text-ink-soft text-xs @3xl:col-span-2">Months by the account's clock, {zone}.</p>
    </div>
  );
}

type MonthProps = { month: ExpiryMonth; heightOf: (count: number) => number; isFirst: boolean };

function Month({ month, heightOf, isFirst }: MonthProps) {
  const { name, year } = monthInWords(month.month);
  const { account_count, user_count } = month;
  return (
    <li title={endsInWords(month)} className="min-w-0 text-center text-xs">
      <span className="sr-only">{endsInWords(month)}</span>
      <span aria-hidden className="grid">
        <span className="mx-auto grid w-3/5 max-w-9 content-end gap-px" style={{ height: barMaxPx + barMinPx + 1 }}>
          <span className={looks.user.bar} style={{ height: heightOf(user_count) }} />
          <span className={looks.account.bar} style={{ height: heightOf(account_count) }} />
        </span>
        <span className={classNames("border-rule-strong border-t pt-1 font-medium", isFirst && "text-patina")}>
          {name.slice(0, 3)}
        </span>
        <span className="h-4 text-ink-soft">{isFirst || name === "January" ? year : ""}</span>
        <Count count={account_count} />
        <Count count={user_count} />
      </span>
    </li>
  );
}

const Count = ({ count }: { count: number }) => (
  <span className={classNames("leading-5", count === 0 && "text-ink-soft")}>{count || "·"}</span>
);

/** The two parts of a bar; beside the strip at the height of their numbers. */
function Legend() {
  return (
    <div aria-hidden className="flex flex-wrap gap-x-4 self-end text-xs @3xl:block">
      {Object.values(looks).map(({ bar, label }) => (
        <p key={label} className="flex items-center gap-2 leading-5">
          <span className={classNames("size-2.5", bar)} />
          {label}
        </p>
      ))}
    </div>
  );
}
