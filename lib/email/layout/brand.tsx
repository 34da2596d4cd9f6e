import { day, sans } from "./theme";

const gap = { width: 3, lineHeight: "4px", fontSize: 1 };
const stone = { backgroundColor: day.patina, lineHeight: "4px", fontSize: 1 };

/** The mark in table cells, as no picture is fetched, and the name. */
export function Brand() {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0}>
      <tbody>
        <tr>
          <td style={{ paddingRight: 9, verticalAlign: "middle" }}>
            <Mark />
          </td>
          <td className="ink" style={{ fontFamily: sans, fontSize: 16, fontWeight: 600, color: day.ink }}>
            Watchword
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Mark() {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0} aria-hidden="true" style={{ width: 18 }}>
      <tbody>
        <tr style={{ height: 4 }}>
          <td className="stone" style={{ ...stone, width: 4 }} />
          <td style={gap} />
          <td className="stone" style={{ ...stone, width: 4 }} />
          <td style={gap} />
          <td className="stone" style={{ ...stone, width: 4 }} />
        </tr>
        <tr>
          <td className="stone" colSpan={5} style={{ ...stone, height: 14, paddingTop: 3 }}>
            <div className="slot" style={slot({ width: 5, height: 5, borderRadius: "50%" })} />
            <div className="slot" style={slot({ width: 3, height: 5 })} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const slot = (shape: { width: number; height: number; borderRadius?: string }) => ({
  ...{ backgroundColor: day.paper, margin: "0 auto", fontSize: 1, lineHeight: "1px" },
  ...shape,
});
