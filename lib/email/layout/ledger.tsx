import type { Fact, Group, Row } from "@/lib/email/letter";
import { day, mono, sans } from "./theme";

const cell = { fontFamily: sans, fontSize: 14, lineHeight: "20px", padding: "8px 0", verticalAlign: "top" } as const;
const line = { borderBottom: `1px solid ${day.rule}` };
const ledger = { borderTop: `2px solid ${day.ink}`, margin: "18px 0 22px", borderCollapse: "separate" } as const;

/** What is to be known, as in a ledger: one heavy rule, then hairlines. */
export function FactTable({ facts }: { facts: Fact[] }) {
  return (
    <table role="presentation" className="head" width="100%" cellPadding={0} cellSpacing={0} border={0} style={ledger}>
      <tbody>
        {facts.map(({ label, value, isCode }) => (
          <tr key={label}>
            <td className="soft rule label" style={{ ...cell, ...line, color: day.soft, width: 112 }}>
              {label}
            </td>
            <td className="ink rule value" style={{ ...cell, ...line, color: day.ink, wordBreak: "break-word" }}>
              {isCode ? <span style={{ fontFamily: mono, fontSize: 13 }}>{value}</span> : value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Several passcodes under one heading, a line each. */
export function GroupTable({ group: { heading, rows } }: { group: Group }) {
  return (
    <>
      <h2
        className="ink"
        style={{ fontFamily: sans, fontSize: 14, lineHeight: "20px", color: day.ink, margin: "18px 0 6px" }}
      >
        {heading}
      </h2>
      <table
        role="presentation"
        className="head"
        width="100%"
        cellPadding={0}
        cellSpacing={0}
        border={0}
        style={{ ...ledger, margin: "0 0 20px" }}
      >
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a mail never move
            <RowLine key={index} row={row} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function RowLine({ row: { name, href, words, hint } }: { row: Row }) {
  const shown = { fontWeight: 600, wordBreak: "break-word" } as const;
  return (
    <tr>
      <td className="rule" style={{ ...cell, ...line }}>
        {href ? (
          <a href={href} className="name" style={{ ...shown, color: day.patina, textDecoration: "underline" }}>
            {name}
          </a>
        ) : (
          <span className="ink" style={{ ...shown, color: day.ink }}>
            {name}
          </span>
        )}
        {hint && (
          <span className="soft" style={{ fontFamily: mono, fontSize: 12, color: day.soft }}>
            {" "}
            {hint}
          </span>
        )}
        <br />
        <span className="soft" style={{ color: day.soft }}>
          {words}
        </span>
      </td>
    </tr>
  );
}
