import type { CSSProperties } from "react";

/** The console's paper and ink (app/globals.css). Mail programs know no variables, so that the names become classes. */
export const day = {
  paper: "#f6f2e8",
  sheet: "#fdfbf5",
  well: "#ece7d9",
  ink: "#16211f",
  soft: "#55605b",
  rule: "#ddd5c3",
  edge: "#b8ae98",
  patina: "#1c675e",
  onPatina: "#fdfbf5",
} as const;
const night = {
  paper: "#0c1715",
  sheet: "#12201d",
  well: "#192a27",
  ink: "#e8ebe2",
  soft: "#9eada6",
  rule: "#22352f",
  edge: "#38504a",
  patina: "#74c4b3",
  onPatina: "#08201c",
} as const satisfies Record<keyof typeof day, string>;

export const sans =
  '"Instrument Sans Variable", "Instrument Sans", ui-sans-serif, system-ui, "Segoe UI", Helvetica, Arial, sans-serif';
export const mono = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace';

/** The top of a wall: merlons that stand on a hairline. Where gradients are not known, the hairline alone. */
export const battlement: CSSProperties = {
  height: 7,
  fontSize: 1,
  lineHeight: "7px",
  borderBottom: `1px solid ${day.patina}`,
  backgroundImage: merlons(day.patina),
  backgroundSize: "18px 6px",
  backgroundRepeat: "round no-repeat",
};

function merlons(colour: string): string {
  return `linear-gradient(90deg, ${colour} 25%, transparent 25%, transparent 75%, ${colour} 75%)`;
}

/** By night and on a narrow screen; inline styles are what holds everywhere else. */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, .paper > table > tbody > tr > td { background-color: ${night.paper} !important; }
  .sheet { background-color: ${night.sheet} !important; border-color: ${night.edge} !important; }
  .well { background-color: ${night.well} !important; color: ${night.ink} !important; }
  .ink { color: ${night.ink} !important; }
  .soft { color: ${night.soft} !important; }
  .rule { border-color: ${night.rule} !important; }
  .head { border-color: ${night.ink} !important; }
  .link, .name { color: ${night.patina} !important; }
  .button { background-color: ${night.patina} !important; color: ${night.onPatina} !important; }
  .stone { background-color: ${night.patina} !important; }
  .slot { background-color: ${night.paper} !important; }
  .wall { border-color: ${night.patina} !important; background-image: ${merlons(night.patina)} !important; }
}
@media (max-width: 480px) {
  .label, .value { display: block !important; width: auto !important; }
  .label { padding: 8px 0 0 !important; border-bottom: 0 !important; }
  .value { padding: 0 0 8px !important; }
  .inner { padding: 20px 18px 8px !important; }
}
`;
