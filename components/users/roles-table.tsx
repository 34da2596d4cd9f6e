import { Check, Minus } from "lucide-react";
import { Fragment } from "react";
import { roles } from "@/lib/core/permissions";
import { type Right, rightsByNoun } from "./role-words";
import { roleWord } from "./user-states";

/** Who may do what: the table of rights, as the code has it. */
export function RolesTable() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section aria-label="Rights" tabIndex={0} className="overflow-x-auto">
      <table className="ledger-head w-full max-w-3xl border-separate border-spacing-0 text-sm">
        <caption className="sr-only">What each role may do</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="border-rule-strong border-b pt-2.5 pb-1.5 text-left font-medium text-ink-soft text-xs"
            >
              May
            </th>
            {roles.map((role) => (
              <th
                key={role}
                scope="col"
                className="w-20 border-rule-strong border-b px-1 pt-2.5 pb-1.5 font-medium text-xs"
              >
                {roleWord(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rightsByNoun().map(([heading, rights]) => (
            <Fragment key={heading}>
              <tr>
                <th scope="rowgroup" colSpan={roles.length + 1} className="border-b pt-5 pb-1 text-left font-semibold">
                  {heading}
                </th>
              </tr>
              {rights.map((right) => (
                <RightRow key={right.action} right={right} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RightRow({ right }: { right: Right }) {
  return (
    <tr className="hover:bg-sheet">
      <th scope="row" className="border-b py-1 text-left font-normal">
        {right.words}
      </th>
      {roles.map((role) => {
        const may = right.roles.includes(role);
        const Sign = may ? Check : Minus;
        return (
          <td key={role} className="border-b px-1 py-1 text-center">
            <Sign aria-hidden className={`mx-auto size-4 ${may ? "text-patina" : "text-rule-strong"}`} />
            <span className="sr-only">{may ? "yes" : "no"}</span>
          </td>
        );
      })}
    </tr>
  );
}
