import { BothWays } from "@/components/time/both-ways";
import type { UsageCaller } from "@/lib/core/usage/read-passcode-usage";

const heads = ["Network", "Agent", "Accepted", "Refused", "Last call"];

/** Who calls: from which network, with which program, how often. Refusals say why. */
export function CallersTable({ callers }: { callers: UsageCaller[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section aria-label="Callers" tabIndex={0} className="overflow-x-auto">
      <table className="w-full min-w-md text-sm">
        <thead className="text-left text-ink-soft text-xs">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="border-rule-strong border-b py-1.5 pr-3 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {callers.map((caller) => (
            <tr key={`${caller.network} ${caller.agent}`} className="align-top">
              <th scope="row" className="border-b py-2 pr-3 text-left font-mono font-normal text-xs leading-5">
                {caller.network || "unknown"}
              </th>
              <td className="wrap-anywhere min-w-24 max-w-64 border-b py-2 pr-3">{caller.agent || "none given"}</td>
              <td className="border-b py-2 pr-3">{caller.accepted}</td>
              <td className="border-b py-2 pr-3">{refusals(caller)}</td>
              <td className="border-b py-2">
                <BothWays at={caller.last_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function refusals({ expired, suspended, revoked }: UsageCaller) {
  const parts = [
    [expired, "expired"],
    [suspended, "suspended"],
    [revoked, "ended secret"],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, why]) => `${count} ${why}`);
  return words.length > 0 ? <span className="text-brick">{words.join(", ")}</span> : "0";
}
